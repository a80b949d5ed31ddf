package io.tapeline.index.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.index.app.PriceBoard.Entry;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.ops.CandleMeters;
import io.tapeline.tape.TapeEvent;
import org.junit.jupiter.api.Test;

class DayHistoryTest {

  private static final Instrument INDEX = Instrument.spot("btc", "usd");
  private static final Market MARKET = Market.parse("a:btc-usd");
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long NOW = 1_000_020 * MINUTE;

  private final KeptCandles store = new KeptCandles();
  private final PriceBoard board = new PriceBoard();
  private final CandleKeeper candles =
      new CandleKeeper(
          Configs.defaults(CandleConfig.class),
          new CandleMeters(new SimpleMeterRegistry()),
          Beans.<CandleStore>of(store));
  private final IndexKeeper keeper =
      new IndexKeeper(
          Configs.defaults(IndexConfig.class),
          board,
          new PoolBoard(),
          candles,
          Beans.of(),
          Beans.of());

  /** The market is quoted at 110, and the tape ticks once a second. */
  private Entry at(long second) {
    long now = NOW + second * SECOND;
    keeper.on(
        new TapeEvent.Quoted(
            new Quote(MARKET, Decimal.of(110), null, Decimal.of(110), null, now - 1, now - 1)));
    candles.tick(now);
    keeper.tick(now);
    return board.price(INDEX).orElseThrow();
  }

  private void keep(int minutesBefore) {
    store.append(Series.index(INDEX), KeptCandles.minute(NOW - minutesBefore * MINUTE, "100", "2"));
  }

  @Test
  void aWholeDayThatWasKeptGivesChangeAndVolumeSoonAfterTheStart() {
    for (int i = 1440; i >= 1; i--) {
      keep(i);
    }
    assertThat(at(1).change24h()).isNull();
    Entry entry = at(2);
    assertThat(entry.change24h()).isEqualTo(Decimal.parse("0.1"));
    assertThat(entry.volume24h()).isEqualByComparingTo("2880");
  }

  @Test
  void aMissingMinuteLeavesTheVolumeUnknownAndTheChangeKnown() {
    for (int i = 1440; i >= 1; i--) {
      if (i != 700) {
        keep(i);
      }
    }
    at(1);
    Entry entry = at(2);
    assertThat(entry.change24h()).isEqualTo(Decimal.parse("0.1"));
    assertThat(entry.volume24h()).isNull();
  }

  @Test
  void lessThanADayLeavesBothUnknown() {
    for (int i = 1439; i >= 1; i--) {
      keep(i);
    }
    at(1);
    Entry entry = at(2);
    assertThat(entry.change24h()).isNull();
    assertThat(entry.volume24h()).isNull();
  }

  @Test
  void aStoreThatIsAwayAtTheStartIsAskedAgain() {
    for (int i = 1440; i >= 1; i--) {
      keep(i);
    }
    store.away(true);
    at(1);
    assertThat(at(2).change24h()).isNull();
    store.away(false);
    for (int second = 3; second <= 61; second++) {
      at(second);
    }
    // a minute was closed since: the day now begins a minute later
    assertThat(at(62).change24h()).isEqualTo(Decimal.parse("0.1"));
    assertThat(store.asked()).isEqualTo(2);
  }
}
