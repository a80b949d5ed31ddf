package io.tapeline.exchange.app;

import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.app.FeedSource.RecordedConnection;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Plans that repeat recorded connections: the same addresses, the same words. Which markets one
 * watched is read from what the recorder asked for: symbols that occur as whole words.
 */
final class RecordedPlans {

  private static final Duration FOREVER = Duration.ofDays(365);

  private RecordedPlans() {}

  static List<ConnectionPlan> of(List<RecordedConnection> recorded, List<ListedMarket> markets) {
    boolean told = recorded.stream().anyMatch(connection -> words(connection).contains("trade"));
    Map<String, Set<Market>> bySymbol = bySymbol(markets);
    return recorded.stream().map(connection -> plan(connection, told, bySymbol)).toList();
  }

  /** The markets that any of these connections speaks of. */
  static Set<Market> mentioned(List<RecordedConnection> recorded, List<ListedMarket> markets) {
    Map<String, Set<Market>> bySymbol = bySymbol(markets);
    Set<Market> found = new HashSet<>();
    recorded.forEach(
        connection -> found.addAll(mentioned(connection, words(connection), bySymbol)));
    return found;
  }

  private static Map<String, Set<Market>> bySymbol(List<ListedMarket> markets) {
    Map<String, Set<Market>> bySymbol = new HashMap<>();
    for (ListedMarket market : markets) {
      bySymbol
          .computeIfAbsent(market.symbol().toLowerCase(Locale.ROOT), _ -> new HashSet<>())
          .add(market.market());
    }
    return bySymbol;
  }

  private static ConnectionPlan plan(
      RecordedConnection connection, boolean told, Map<String, Set<Market>> bySymbol) {
    String words = words(connection);
    // where some connections ask for trades by name, the others carry books and tickers only
    Set<Market> watched =
        told && !words.contains("trade") ? Set.of() : mentioned(connection, words, bySymbol);
    return new ConnectionPlan(
        connection.venue(),
        connection.name(),
        connection.address(),
        watched,
        connection.sent(),
        Duration.ZERO,
        null,
        FOREVER);
  }

  private static String words(RecordedConnection connection) {
    return (connection.address() + " " + String.join(" ", connection.sent()))
        .toLowerCase(Locale.ROOT);
  }

  private static Set<Market> mentioned(
      RecordedConnection connection, String words, Map<String, Set<Market>> bySymbol) {
    boolean perpetuals = connection.address().toString().contains("linear");
    boolean spotOnly = connection.address().toString().contains("spot");
    Set<Market> found = new HashSet<>();
    for (String separators : List.of("[^a-z0-9/_-]+", "[^a-z0-9/-]+")) {
      Arrays.stream(words.split(separators))
          .flatMap(word -> bySymbol.getOrDefault(word, Set.of()).stream())
          .filter(market -> !(perpetuals && market.instrument().isSpot()))
          .filter(market -> !(spotOnly && !market.instrument().isSpot()))
          .forEach(found::add);
    }
    return found;
  }
}
