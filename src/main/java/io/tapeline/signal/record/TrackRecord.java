package io.tapeline.signal.record;

import io.tapeline.market.Interval;
import io.tapeline.signal.json.RecordPartJson;
import io.tapeline.signal.strategy.StrategyName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one strategy did on one series.
 *
 * @param method by which it was made
 * @param asOf as of which its candles are known
 * @param recordedAt null before it is stored
 * @param inSample null where there are no candles
 * @param outOfSample the same
 */
public record TrackRecord(
    StrategyName strategy,
    String series,
    Interval interval,
    String method,
    Instant asOf,
    @Nullable Instant recordedAt,
    @Nullable RecordPartJson inSample,
    @Nullable RecordPartJson outOfSample) {}
