package io.tapeline.chain.metric;

import io.tapeline.chain.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of an interval, as far as they are known.
 *
 * @param openNanos where the interval begins, nanoseconds since 1970 UTC
 * @param first number of the first block
 * @param last number of the last one
 * @param lastHash that one's
 * @param isComplete whether these are all: the blocks before and behind are known as well, and none
 *     between is missing
 * @param figures null where those of some block are missing
 */
public record Stretch(
    long openNanos,
    long blocks,
    long first,
    long last,
    Hash lastHash,
    boolean isComplete,
    @Nullable Figures figures) {}
