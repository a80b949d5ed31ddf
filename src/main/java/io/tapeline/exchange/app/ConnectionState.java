package io.tapeline.exchange.app;

import io.tapeline.market.Venue;
import org.jspecify.annotations.Nullable;

/**
 * How one connection to a venue is.
 *
 * @param lastMessageNanos when the newest frame was read, nanoseconds since 1970 UTC; 0 before the
 *     first
 * @param messages frames since the service started
 * @param reconnects times it was opened again
 * @param problem why it is not open, for people; null if it is
 */
public record ConnectionState(
    Venue venue,
    String name,
    Phase phase,
    long lastMessageNanos,
    long messages,
    long reconnects,
    int markets,
    @Nullable String problem) {

  /** Where it stands. */
  public enum Phase {
    CONNECTING,
    OPEN,
    WAITING,
    ENDED
  }
}
