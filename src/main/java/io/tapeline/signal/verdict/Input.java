package io.tapeline.signal.verdict;

import io.tapeline.market.Interval;

/**
 * The candles of one interval that a signal was made from.
 *
 * @param fromNanos open time of the first
 * @param toNanos close time of the last: with both, /v1/candles gives these candles and no others
 * @param candles how many; missing ones are none
 * @param sha256 of them as {@link Fingerprint} has it, lower-case hexadecimal
 */
public record Input(Interval interval, long fromNanos, long toNanos, int candles, String sha256) {}
