package io.tapeline.candle;

import java.util.List;
import java.util.Map;

/**
 * Candles that were recorded between two moments, the newest of their revisions of that time.
 *
 * @param candles by series, in no order
 * @param untilNanos the later of the moments: all that was recorded by then is here
 */
public record RecordedCandles(Map<Series, List<PartialCandle>> candles, long untilNanos) {}
