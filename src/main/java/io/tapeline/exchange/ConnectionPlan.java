package io.tapeline.exchange;

import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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

  /** Markets in groups of at most {@code size}, in their order: one group for each connection. */
  public static List<List<ListedMarket>> split(List<ListedMarket> markets, int size) {
    List<List<ListedMarket>> groups = new ArrayList<>();
    for (int from = 0; from < markets.size(); from += size) {
      groups.add(markets.subList(from, Math.min(markets.size(), from + size)));
    }
    return groups;
  }

  /** The markets themselves. */
  public static Set<Market> watched(List<ListedMarket> markets) {
    Set<Market> watched = new HashSet<>();
    markets.forEach(market -> watched.add(market.market()));
    return watched;
  }
}
