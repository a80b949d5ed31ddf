package io.tapeline.sandbox;

import io.tapeline.sandbox.SimulatedBook.Level;

/**
 * The best bid and ask of a simulated market; both sides always have orders.
 *
 * @param timeNanos since when, nanoseconds since 1970 UTC, whole milliseconds
 */
public record BestLevels(Level bid, Level ask, long timeNanos) {}
