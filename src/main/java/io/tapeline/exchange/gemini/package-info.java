/** Gemini: its sockets, its REST, its frames. */
@NullMarked
package io.tapeline.exchange.gemini;

import org.jspecify.annotations.NullMarked;
