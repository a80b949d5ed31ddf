/** Indicators: what there is, by which definition, and their figures of candles. */
@NullMarked
package io.tapeline.signal.indicator;

import org.jspecify.annotations.NullMarked;
