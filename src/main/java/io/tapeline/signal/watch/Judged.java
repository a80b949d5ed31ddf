package io.tapeline.signal.watch;

import io.tapeline.candle.Series;
import io.tapeline.signal.verdict.Verdict;

/**
 * A verdict as it is kept.
 *
 * @param revision 1 for what was said first, one more each time that something else is said of the
 *     same close because candles were corrected
 */
public record Judged(Series series, Verdict verdict, int revision) {}
