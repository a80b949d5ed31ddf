package io.tapeline.candle.app;

import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleBuilder.Applied;
import io.tapeline.candle.Series;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The candles of one series at its two base intervals, seconds and minutes. */
final class SeriesCandles {

  private final BaseCandles seconds;
  private final BaseCandles minutes;

  /**
   * @param closed takes each closed candle and each revision of one
   */
  SeriesCandles(Series series, CandleConfig config, BiConsumer<Series, Candle> closed) {
    Consumer<Candle> mine = candle -> closed.accept(series, candle);
    this.seconds = new BaseCandles(Interval.S1, config, mine);
    this.minutes = new BaseCandles(Interval.M1, config, mine);
  }

  void seed(List<Candle> kept, List<Trade> trades) {
    seconds.seed(kept, trades);
    minutes.seed(kept, trades);
  }

  /** What became of the trade in its minute. */
  Applied apply(Trade trade) {
    seconds.apply(trade);
    return minutes.apply(trade);
  }

  void watching(String connection, long timeNanos) {
    seconds.builder.watching(connection, timeNanos);
    minutes.builder.watching(connection, timeNanos);
  }

  void lost(String connection, long timeNanos) {
    seconds.builder.lost(connection, timeNanos);
    minutes.builder.lost(connection, timeNanos);
  }

  void price(Decimal price, long timeNanos) {
    seconds.builder.price(price, timeNanos);
    minutes.builder.price(price, timeNanos);
    changed();
  }

  void volume(Trade trade, Decimal convertedPrice) {
    seconds.builder.volume(trade, convertedPrice, trade.receivedTimeNanos());
    minutes.builder.volume(trade, convertedPrice, trade.receivedTimeNanos());
    changed();
  }

  private void changed() {
    seconds.changed();
    minutes.changed();
  }

  void tick(long timeNanos) {
    seconds.tick(timeNanos);
    minutes.tick(timeNanos);
  }

  /** Any thread. */
  void forget(long beforeNanos) {
    seconds.forget(beforeNanos);
    minutes.forget(beforeNanos);
  }

  /** Those of a base interval. Any thread may read. */
  BaseCandles of(Interval base) {
    return base == Interval.S1 ? seconds : minutes;
  }
}
