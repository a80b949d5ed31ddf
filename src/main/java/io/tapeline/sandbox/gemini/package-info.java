/** Gemini as the sandbox plays it: market data v2 and REST. */
@NullMarked
package io.tapeline.sandbox.gemini;

import org.jspecify.annotations.NullMarked;
