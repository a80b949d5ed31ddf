package io.tapeline.candle;

import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds long candles out of short ones. */
public final class Rollup {

  private Rollup() {}

  /**
   * The candles of a longer interval.
   *
   * @param shorter candles of one series and one interval that divides {@code target}, ascending
   * @param nowNanos intervals that end later are not complete
   */
  public static List<Candle> of(List<Candle> shorter, Interval target, long nowNanos) {
    List<Candle> rolled = new ArrayList<>();
    int from = 0;
    while (from < shorter.size()) {
      long open = target.floor(shorter.get(from).openTimeNanos());
      int to = from + 1;
      while (to < shorter.size() && target.floor(shorter.get(to).openTimeNanos()) == open) {
        to++;
      }
      rolled.add(one(shorter.subList(from, to), target, open, nowNanos));
      from = to;
    }
    return rolled;
  }

  private static Candle one(List<Candle> parts, Interval target, long open, long nowNanos) {
    // prices come from what traded; only where nothing did, the repeated close stands
    List<Candle> priced = parts.stream().filter(part -> !part.synthetic()).toList();
    boolean synthetic = priced.isEmpty();
    if (synthetic) {
      priced = parts;
    }
    BigDecimal volume = BigDecimal.ZERO;
    Decimal high = priced.getFirst().high();
    Decimal low = priced.getFirst().low();
    for (Candle part : priced) {
      high = high.max(part.high());
      low = low.min(part.low());
    }
    long observed = 0;
    int revision = 0;
    for (Candle part : parts) {
      volume = volume.add(part.volume());
      observed += part.observedNanos();
      revision += part.revision();
    }
    @Nullable BigDecimal quoteVolume = quoteVolume(parts);
    boolean complete =
        open + target.nanos() <= nowNanos && parts.stream().allMatch(Candle::complete);
    return new Candle(
        target,
        open,
        priced.getFirst().open(),
        high,
        low,
        priced.getLast().close(),
        volume,
        quoteVolume,
        volume.signum() == 0 || quoteVolume == null ? null : Candle.vwap(quoteVolume, volume),
        trades(parts),
        observed,
        synthetic,
        complete,
        // each correction of a part is a correction of the whole
        complete ? revision - parts.size() + 1 : 0,
        origin(parts));
  }

  private static @Nullable BigDecimal quoteVolume(List<Candle> parts) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Candle part : parts) {
      BigDecimal own = part.quoteVolume();
      if (own == null) {
        return null;
      }
      sum = sum.add(own);
    }
    return sum;
  }

  private static @Nullable Long trades(List<Candle> parts) {
    long sum = 0;
    for (Candle part : parts) {
      Long own = part.trades();
      if (own == null) {
        return null;
      }
      sum += own;
    }
    return sum;
  }

  private static Candle.Origin origin(List<Candle> parts) {
    Candle.Origin first = parts.getFirst().origin();
    return parts.stream().allMatch(part -> part.origin() == first) ? first : Candle.Origin.MIXED;
  }
}
