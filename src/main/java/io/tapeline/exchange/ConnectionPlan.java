package io.tapeline.exchange;

import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One socket to open: where, what to say, and what silence means.
 *
 * @param name unique in the process and stable over reconnects, {@code binance-1}
 * @param address the venue's public address; the feed may serve it elsewhere
 * @param markets whose trades this connection carries
 * @param subscribe messages to send after the socket opens, in order
 * @param pause between two of these messages, the venue's limit
 * @param keepalive text to send regularly, null where the venue needs none
 * @param silenceLimit without any frame for so long the connection counts as dead
 */
public record ConnectionPlan(
    Venue venue,
    String name,
    URI address,
    Set<Market> markets,
    List<String> subscribe,
    Duration pause,
    @Nullable Keepalive keepalive,
    Duration silenceLimit) {

  /** A message to send regularly. */
  public record Keepalive(String text, Duration every) {}

  public ConnectionPlan {
    markets = Set.copyOf(markets);
    subscribe = List.copyOf(subscribe);
  }
}
