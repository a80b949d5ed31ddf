package io.tapeline.tape.load;

import io.tapeline.load.Refusal;
import io.tapeline.market.Market;
import io.tapeline.market.TradeId;
import io.tapeline.tape.load.TradeRow.Content;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file has told of late: which ids, and how often what has none. So many rows back a
 * repeated id is found; what is told again farther apart is found in the store.
 */
final class SeenTrades {

  private static final int REMEMBERED = 100_000;

  private record Earlier(long line, Content content) {}

  private final Market market;
  private final Map<TradeId, Earlier> identified = new Latest<>();
  private final Map<Content, Integer> others = new Latest<>();
  private long timeNanos = Long.MIN_VALUE;
  private int place;

  SeenTrades(Market market) {
    this.market = market;
  }

  /**
   * The trade of a row; null if it repeats an earlier one.
   *
   * @throws Refusal if an earlier row tells something else of the same id
   */
  @Nullable FileTrade take(TradeRow row) throws Refusal {
    Content content = row.content();
    TradeId id = row.id();
    if (id != null) {
      Earlier earlier = identified.putIfAbsent(id, new Earlier(row.line(), content));
      if (earlier != null && !earlier.content.equals(content)) {
        throw new Refusal("another trade of the same id", "line " + earlier.line);
      }
      return earlier == null ? row.trade(market, 0, place(row.timeNanos())) : null;
    }
    int equal = others.merge(content, 1, Integer::sum) - 1;
    return row.trade(market, equal, place(row.timeNanos()));
  }

  private int place(long time) {
    place = time == timeNanos ? place + 1 : 0;
    timeNanos = time;
    return place;
  }

  /** Forgets the oldest. */
  private static final class Latest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > REMEMBERED;
    }
  }
}
