package io.tapeline.candle;

import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

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
    BigDecimal quoteVolume = BigDecimal.ZERO;
    Decimal high = priced.getFirst().high();
    Decimal low = priced.getFirst().low();
    for (Candle part : priced) {
      high = high.max(part.high());
      low = low.min(part.low());
    }
    long trades = 0;
    long observed = 0;
    int revision = 0;
    for (Candle part : parts) {
      volume = volume.add(part.volume());
      quoteVolume = quoteVolume.add(part.quoteVolume());
      trades += part.trades();
      observed += part.observedNanos();
      revision += part.revision();
    }
    boolean complete = open + target.nanos() <= nowNanos && parts.getLast().complete();
    return new Candle(
        target,
        open,
        priced.getFirst().open(),
        high,
        low,
        priced.getLast().close(),
        volume,
        quoteVolume,
        volume.signum() == 0 ? null : Candle.vwap(quoteVolume, volume),
        trades,
        observed,
        synthetic,
        complete,
        // each correction of a part is a correction of the whole
        complete ? revision - parts.size() + 1 : 0);
  }
}
