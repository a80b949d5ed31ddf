/** Tests of Gemini. */
@NullMarked
package io.tapeline.exchange.gemini;

import org.jspecify.annotations.NullMarked;
