package io.tapeline.signal.watch;

/**
 * A verdict that is stored.
 *
 * @param recordedNanos since when it is, nanoseconds since 1970 UTC
 */
public record Recorded(Judged judged, long recordedNanos) {}
