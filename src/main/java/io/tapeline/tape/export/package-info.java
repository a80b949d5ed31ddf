/** Trades to take away, as files. */
@NullMarked
package io.tapeline.tape.export;

import org.jspecify.annotations.NullMarked;
