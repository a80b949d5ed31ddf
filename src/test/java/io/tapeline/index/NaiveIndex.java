package io.tapeline.index;

import io.tapeline.index.Constituent.Exclusion;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A second implementation of docs/concepts/index-price.md, step by step as the page has it: keeps
 * everything, works out everything anew at each tick, shares no arithmetic with the first.
 */
final class NaiveIndex {

  private static final long SECOND = 1_000_000_000L;
  private static final Set<String> STABLE = Set.of("usdt", "usdc");

  /** A market or a pool at a tick. */
  static final class Row {
    final String id;
    @Nullable BigDecimal value;
    @Nullable BigDecimal rate;
    @Nullable BigDecimal price;
    BigDecimal volume = BigDecimal.ZERO;
    BigDecimal weight = BigDecimal.ZERO;
    BigDecimal share = BigDecimal.ZERO;
    @Nullable Exclusion excluded;

    Row(String id) {
      this.id = id;
    }
  }

  /** An asset at a tick. */
  record Result(BigDecimal price, BigDecimal confidence, boolean stale, Map<String, Row> rows) {}

  final List<Trade> trades = new ArrayList<>();
  final List<Quote> quotes = new ArrayList<>();
  final Map<Market, Set<String>> watchedBy = new TreeMap<>();
  final Map<String, Long> alive = new HashMap<>();
  final Map<String, PoolReading> pools = new TreeMap<>();
  private final Set<String> outliers = new HashSet<>();
  private final Map<String, Result> last = new HashMap<>();
  private Map<String, BigDecimal> ratesBefore = new HashMap<>();

  /** Every asset's price at a tick; assets that never had one are left out. */
  Map<String, Result> at(long now) {
    Set<Market> markets = new HashSet<>(watchedBy.keySet());
    trades.forEach(trade -> markets.add(trade.market()));
    quotes.forEach(quote -> markets.add(quote.market()));
    Map<String, Result> results = new TreeMap<>();
    Map<String, BigDecimal> rates = new HashMap<>();
    for (Asset base : new HashSet<>(markets.stream().map(m -> m.instrument().base()).toList())) {
      Map<String, Row> rows = new TreeMap<>();
      markets.stream()
          .filter(market -> market.instrument().base().equals(base))
          .forEach(market -> rows.put(market.id(), row(market, now)));
      Result result = result(base.id(), rows, pools(base, now));
      if (result != null) {
        results.put(base.id(), result);
        if (STABLE.contains(base.id()) && !result.stale) {
          rates.put(base.id(), result.price);
        }
      }
    }
    ratesBefore = rates;
    return results;
  }

  /** Steps 1 to 4. */
  private Row row(Market market, long now) {
    Row row = new Row(market.id());
    List<Trade> window =
        trades.stream()
            .filter(t -> t.market().equals(market))
            .filter(t -> t.receivedTimeNanos() > now - 60 * SECOND)
            .toList();
    Quote quote =
        quotes.stream().filter(q -> q.market().equals(market)).reduce((a, b) -> b).orElse(null);
    BigDecimal notional = BigDecimal.ZERO;
    for (Trade t : window) {
      row.volume = row.volume.add(t.quantity().toBigDecimal());
      notional = notional.add(t.price().toBigDecimal().multiply(t.quantity().toBigDecimal()));
    }
    if (!window.isEmpty()) {
      row.value = divide(notional, row.volume);
    } else if (quote != null && quote.bid() != null && quote.ask() != null && quote.isTwoSided()) {
      row.value = divide(big(quote.bid()).add(big(quote.ask())), BigDecimal.TWO);
    }
    String base = market.instrument().base().id();
    String in = market.instrument().quote().id();
    row.rate =
        in.equals("usd")
            ? BigDecimal.ONE
            : ratesBefore.getOrDefault(in, STABLE.contains(in) ? BigDecimal.ONE : null);
    if (row.value != null && row.rate != null) {
      row.price = round(row.value.multiply(row.rate));
    }
    boolean eligible = in.equals("usd") || (STABLE.contains(in) && !STABLE.contains(base));
    row.excluded = !eligible ? Exclusion.NOT_ELIGIBLE : absence(market, row, now);
    return row;
  }

  private @Nullable Exclusion absence(Market market, Row row, long now) {
    long own = Long.MIN_VALUE;
    for (Trade t : trades) {
      own = t.market().equals(market) ? Math.max(own, t.receivedTimeNanos()) : own;
    }
    for (Quote q : quotes) {
      own = q.market().equals(market) ? Math.max(own, q.receivedTimeNanos()) : own;
    }
    Set<String> watchers = watchedBy.getOrDefault(market, Set.of());
    long heard = own;
    if (own != Long.MIN_VALUE && now - own <= 300 * SECOND) {
      for (String watcher : watchers) {
        heard = Math.max(heard, alive.getOrDefault(watcher, Long.MIN_VALUE));
      }
    }
    if (heard == Long.MIN_VALUE || now - heard > 10 * SECOND) {
      return watchers.isEmpty() ? Exclusion.DISCONNECTED : Exclusion.STALE;
    }
    return row.value == null ? Exclusion.NO_PRICE : row.rate == null ? Exclusion.NO_RATE : null;
  }

  /** Steps 5 to 9. */
  private @Nullable Result result(String base, Map<String, Row> rows, List<Row> pools) {
    weigh(in(rows));
    excludeOutliers(in(rows));
    List<Row> markets = in(rows);
    weigh(markets);
    addPools(markets, pools.stream().filter(p -> p.excluded == null).toList());
    pools.forEach(p -> rows.put(p.id, p));
    List<Row> in = in(rows).stream().filter(r -> r.weight.signum() > 0).toList();
    if (markets.isEmpty()) {
      Result before = last.get(base);
      return before == null ? null : new Result(before.price, before.confidence, true, rows);
    }
    BigDecimal sum = in.stream().map(r -> r.weight).reduce(BigDecimal.ZERO, BigDecimal::add);
    in.forEach(r -> r.share = r.weight.divide(sum, 6, RoundingMode.HALF_EVEN));
    BigDecimal price = median(in.stream().map(r -> pair(price(r), r.weight)).toList());
    Result made = new Result(price, confidence(in, price, markets.size()), false, rows);
    last.put(base, made);
    return made;
  }

  private static List<Row> in(Map<String, Row> rows) {
    return rows.values().stream().filter(r -> r.excluded == null).toList();
  }

  private static void weigh(List<Row> in) {
    BigDecimal most = in.stream().map(r -> r.volume).reduce(BigDecimal.ZERO, BigDecimal::max);
    for (Row r : in) {
      r.weight =
          most.signum() == 0
              ? BigDecimal.ONE
              : divide(round(r.volume), round(most))
                  .setScale(6, RoundingMode.HALF_EVEN)
                  .max(new BigDecimal("0.05"));
    }
    BigDecimal sum = in.stream().map(r -> r.weight).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (in.size() > 1) {
      in.forEach(r -> r.weight = r.weight.min(sum.subtract(r.weight)));
    }
  }

  private void excludeOutliers(List<Row> in) {
    if (in.size() < 3) {
      in.forEach(r -> outliers.remove(r.id));
      return;
    }
    BigDecimal m = median(in.stream().map(r -> pair(price(r), r.weight)).toList());
    judge(in, m, deviation(in, m));
  }

  private void judge(List<Row> in, BigDecimal m, BigDecimal d) {
    for (Row r : in) {
      boolean was = outliers.contains(r.id);
      BigDecimal most =
          round(d.multiply(BigDecimal.valueOf(was ? 3 : 5)))
              .max(round(m.multiply(new BigDecimal(was ? "0.0025" : "0.005"))));
      if (round(price(r).subtract(m).abs()).compareTo(most) > 0) {
        outliers.add(r.id);
        r.excluded = Exclusion.OUTLIER;
      } else {
        outliers.remove(r.id);
      }
    }
  }

  // ------------------------------------------------------------------ pools

  private List<Row> pools(Asset base, long now) {
    return pools.values().stream()
        .filter(pool -> pool.pool().instrument().base().equals(base))
        .map(pool -> row(pool, now))
        .toList();
  }

  private Row row(PoolReading pool, long now) {
    Row row = new Row(pool.pool().toString());
    String in = pool.pool().instrument().quote().id();
    BigDecimal known = ratesBefore.get(in);
    BigDecimal rate = in.equals("usd") || known == null ? BigDecimal.ONE : known;
    row.rate = rate;
    if (pool.heardNanos() == PoolReading.NEVER || now - pool.heardNanos() > 10 * SECOND) {
      row.excluded = Exclusion.DISCONNECTED;
    } else if (pool.ends().isEmpty()
        || Math.abs(now - pool.ends().getFirst().timeNanos()) > pool.freshNanos()) {
      row.excluded = Exclusion.STALE;
    }
    List<BlockEnd> blocks = new ArrayList<>();
    for (BlockEnd end : pool.ends()) {
      if (blocks.size() < 5 || end.timeNanos() > pool.ends().getFirst().timeNanos() - 60 * SECOND) {
        blocks.add(end);
      }
    }
    if (blocks.size() >= 5 && blocks.stream().allMatch(end -> end.price() != null)) {
      List<BigDecimal> prices = blocks.stream().map(end -> big(end.price())).sorted().toList();
      int half = prices.size() / 2;
      BigDecimal value =
          prices.size() % 2 == 1
              ? prices.get(half)
              : divide(prices.get(half - 1).add(prices.get(half)), BigDecimal.TWO);
      row.value = value;
      row.price = round(value.multiply(rate));
      BigDecimal depth =
          blocks.stream()
              .map(end -> end.depth().toBigDecimal())
              .reduce(BigDecimal::min)
              .orElseThrow();
      row.volume = divide(depth, value);
      if (row.excluded == null
          && round(depth.multiply(rate)).compareTo(new BigDecimal("100000")) < 0) {
        row.excluded = Exclusion.SHALLOW;
      }
    } else if (row.excluded == null) {
      row.excluded = Exclusion.NO_PRICE;
    }
    return row;
  }

  private void addPools(List<Row> markets, List<Row> pools) {
    if (markets.isEmpty()) {
      pools.forEach(
          p -> {
            p.excluded = Exclusion.UNCONFIRMED;
            outliers.remove(p.id);
          });
      return;
    }
    BigDecimal m = median(markets.stream().map(r -> pair(price(r), r.weight)).toList());
    judge(pools, m, deviation(markets, m));
    BigDecimal most = markets.stream().map(r -> r.volume).reduce(BigDecimal.ZERO, BigDecimal::max);
    List<Row> in = pools.stream().filter(p -> p.excluded == null).toList();
    for (Row p : in) {
      p.weight =
          p.volume.compareTo(round(most)) >= 0
              ? BigDecimal.ONE
              : divide(p.volume, round(most)).setScale(6, RoundingMode.HALF_EVEN);
    }
    BigDecimal all = in.stream().map(p -> p.weight).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal allowed =
        markets.stream()
            .map(r -> r.weight)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(BigDecimal.valueOf(4), 6, RoundingMode.DOWN);
    if (all.compareTo(allowed) > 0) {
      in.forEach(p -> p.weight = p.weight.multiply(allowed).divide(all, 6, RoundingMode.DOWN));
    }
  }

  private static BigDecimal deviation(List<Row> in, BigDecimal centre) {
    return round(
        median(
                in.stream()
                    .map(r -> pair(round(price(r).subtract(centre).abs()), r.weight))
                    .toList())
            .multiply(new BigDecimal("1.4826")));
  }

  private BigDecimal confidence(List<Row> in, BigDecimal price, int markets) {
    List<BigDecimal[]> halves = new ArrayList<>();
    for (Row r : in) {
      quotes.stream()
          .filter(q -> q.market().id().equals(r.id))
          .reduce((a, b) -> b)
          .filter(Quote::isTwoSided)
          .ifPresent(
              q -> {
                BigDecimal half = divide(big(q.ask()).subtract(big(q.bid())), BigDecimal.TWO);
                halves.add(pair(round(half.multiply(present(r.rate))), r.weight));
              });
    }
    BigDecimal half = halves.isEmpty() ? BigDecimal.ZERO : median(halves);
    BigDecimal floor = price.multiply(new BigDecimal(markets == 1 ? "0.0001" : "0.00001"));
    return round(deviation(in, price).max(half).max(floor));
  }

  /** Pairs of value and weight. */
  private static BigDecimal median(List<BigDecimal[]> pairs) {
    List<BigDecimal[]> sorted =
        pairs.stream().sorted(Comparator.comparing((BigDecimal[] pair) -> pair[0])).toList();
    BigDecimal all = sorted.stream().map(p -> p[1]).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal half = all.divide(BigDecimal.TWO);
    BigDecimal upTo = BigDecimal.ZERO;
    for (int i = 0; i < sorted.size(); i++) {
      upTo = upTo.add(sorted.get(i)[1]);
      if (upTo.compareTo(half) > 0) {
        return sorted.get(i)[0];
      }
      if (upTo.compareTo(half) == 0) {
        return divide(sorted.get(i)[0].add(sorted.get(i + 1)[0]), BigDecimal.TWO);
      }
    }
    throw new IllegalStateException("half of the weights is always reached");
  }

  private static BigDecimal[] pair(BigDecimal value, BigDecimal weight) {
    return new BigDecimal[] {value, weight};
  }

  private static BigDecimal price(Row row) {
    return present(row.price);
  }

  private static BigDecimal present(@Nullable BigDecimal value) {
    return java.util.Objects.requireNonNull(value);
  }

  private static BigDecimal big(@Nullable Decimal value) {
    return java.util.Objects.requireNonNull(value).toBigDecimal();
  }

  private static BigDecimal divide(BigDecimal a, BigDecimal b) {
    return round(a.divide(b, new MathContext(80, RoundingMode.HALF_EVEN)));
  }

  private static BigDecimal round(BigDecimal value) {
    int digitsAfterPoint = 18 - (value.precision() - value.scale());
    return value.setScale(
        Math.min(18, Math.min(value.scale(), digitsAfterPoint)), RoundingMode.HALF_EVEN);
  }
}
