/** The tape: market events in order, each once. */
@NullMarked
package io.tapeline.tape;

import org.jspecify.annotations.NullMarked;
