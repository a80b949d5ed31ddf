/** What indicators say of candles, beside what others say. */
@NullMarked
package io.tapeline.signal.indicator;

import org.jspecify.annotations.NullMarked;
