/** How strategies of the catalogue did: their own backtests, made again and again, and kept. */
@NullMarked
package io.tapeline.signal.record;

import org.jspecify.annotations.NullMarked;
