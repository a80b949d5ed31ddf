package io.tapeline.tape.load;

import io.tapeline.tape.load.TimeRanges.Range;
import java.util.List;
import java.util.Set;

/**
 * What a file of trades tells.
 *
 * @param known time of which it tells all trades, ascending
 * @param minutes all minutes that this touches, and those of all its trades, ascending
 * @param days those of all its trades, since 1970
 * @param resolutionNanos the unit of its times, a second or shorter
 */
public record ToldTime(
    List<Range> known, List<Range> minutes, Set<Long> days, long resolutionNanos) {}
