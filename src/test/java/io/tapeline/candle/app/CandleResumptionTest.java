package io.tapeline.candle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Series;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.ops.CandleMeters;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import io.tapeline.tape.app.TradeStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CandleResumptionTest {

  private static final Market MARKET = Market.parse("a:btc-usd");
  private static final Series SERIES = Series.of(MARKET);
  private static final Series INDEX = Series.index(Instrument.spot("btc", "usd"));
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long STOPPED = 30_000_020 * MINUTE + 30 * SECOND;

  private final List<Traded> trades = new ArrayList<>();
  private final KeptCandles store = new KeptCandles();
  private final CandleKeeper keeper =
      new CandleKeeper(
          Configs.defaults(CandleConfig.class),
          new CandleMeters(new SimpleMeterRegistry()),
          Beans.<CandleStore>of(store));
  private final List<Candle> closed = new ArrayList<>();

  /** Trades in a list. */
  private final class KeptTrades implements TradeStore {
    @Override
    public void append(Traded trade) {
      trades.add(trade);
    }

    @Override
    public Uni<Integer> write(List<Traded> batch) {
      throw new UnsupportedOperationException("nobody writes at once");
    }

    @Override
    public Uni<Long> horizon(long atLeastNanos) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public Uni<Boolean> knows(Market market) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public long writtenUpToNanos() {
      return Long.MAX_VALUE;
    }

    @Override
    public Uni<List<Traded>> read(TradeRange range, long asOfNanos, int limit) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public Uni<Map<Market, List<Traded>>> since(
        Map<Market, Long> fromNanos, long othersFromNanos, int limit) {
      return Uni.createFrom()
          .item(
              trades.stream()
                  .filter(
                      t ->
                          t.trade().eventTimeNanos()
                              >= fromNanos.getOrDefault(t.trade().market(), othersFromNanos))
                  .limit(limit)
                  .collect(Collectors.groupingBy(t -> t.trade().market())));
    }
  }

  private static Traded traded(long id, long timeNanos, Origin origin) {
    return new Traded(
        new Trade(
            MARKET,
            TradeId.of(id),
            Decimal.of(100 + id),
            Decimal.ONE,
            Side.BUY,
            timeNanos,
            timeNanos,
            1),
        origin);
  }

  private void startAgain() {
    keeper.listen((_, candle) -> closed.add(candle));
    new CandleResumption(
            keeper,
            Beans.<CandleStore>of(store),
            Beans.<TradeStore>of(new KeptTrades()),
            Clock.fixed(Instant.ofEpochSecond((STOPPED + 10 * SECOND) / SECOND), ZoneOffset.UTC))
        .prepare()
        .await()
        .indefinitely();
  }

  private void live(Traded traded) {
    keeper.on(new TapeEvent.Watching(Set.of(MARKET), "c", traded.trade().receivedTimeNanos()));
    keeper.on(traded);
  }

  @Test
  void theMinuteInWhichItStoppedIsClosedWithAllThatWasStoredOfIt() {
    store.append(SERIES, KeptCandles.minute(STOPPED - 90 * SECOND, "99", "1"));
    trades.add(traded(1, STOPPED - 31 * SECOND, Origin.LIVE)); // of the minute before
    trades.add(traded(2, STOPPED - 20 * SECOND, Origin.LIVE));
    trades.add(traded(3, STOPPED - 10 * SECOND, Origin.REPAIR));
    trades.add(traded(4, STOPPED - 5 * SECOND, Origin.SNAPSHOT)); // history, never counted
    trades.add(traded(6, STOPPED - 4 * SECOND, Origin.IMPORT)); // from a file, neither
    startAgain();
    live(traded(5, STOPPED + 12 * SECOND, Origin.LIVE));
    keeper.tick(STOPPED + 31 * SECOND);
    List<Candle> minutes = closed.stream().filter(c -> c.interval() == Interval.M1).toList();
    assertThat(minutes).hasSize(1);
    Candle minute = minutes.getFirst();
    assertThat(minute.trades()).isEqualTo(3);
    assertThat(minute.open()).isEqualTo(Decimal.of(102));
    assertThat(minute.close()).isEqualTo(Decimal.of(105));
    assertThat(minute.revision()).isEqualTo(1);
    assertThat(minute.observedNanos()).as("only what was surely watched").isEqualTo(18 * SECOND);
  }

  @Test
  void aMarketThatHadNoCandleYetGoesOnFromItsTrades() {
    trades.add(traded(1, STOPPED - 31 * SECOND, Origin.LIVE));
    trades.add(traded(2, STOPPED - 20 * SECOND, Origin.LIVE));
    startAgain();
    live(traded(3, STOPPED + 12 * SECOND, Origin.LIVE));
    keeper.tick(STOPPED + 31 * SECOND);
    assertThat(closed)
        .filteredOn(c -> c.interval() == Interval.M1)
        .extracting(Candle::trades)
        .containsExactly(1L, 2L);
  }

  @Test
  void whereNoMinuteIsKeptTheTradesOfTheMinuteBeforeTheNewestSecondCount() {
    store.append(SERIES, KeptCandles.second(STOPPED - 30 * SECOND, "103", "1"));
    trades.add(traded(1, STOPPED - 31 * SECOND, Origin.LIVE));
    trades.add(traded(3, STOPPED - 30 * SECOND, Origin.LIVE));
    startAgain();
    live(traded(4, STOPPED + 12 * SECOND, Origin.LIVE));
    keeper.tick(STOPPED + 31 * SECOND);
    assertThat(closed)
        .filteredOn(c -> c.interval() == Interval.M1)
        .extracting(Candle::trades)
        .containsExactly(1L, 2L);
  }

  @Test
  void whatWasClosedBeforeIsNotToldAgain() {
    store.append(SERIES, KeptCandles.minute(STOPPED - 90 * SECOND, "99", "1"));
    store.append(INDEX, KeptCandles.minute(STOPPED - 90 * SECOND, "99", "1"));
    startAgain();
    keeper.tick(STOPPED + SECOND);
    assertThat(closed).isEmpty();
    assertThat(keeper.knows(INDEX)).isTrue();
  }

  @Test
  void whatStoppedMoreThanADayAgoIsHistory() {
    store.append(SERIES, KeptCandles.minute(STOPPED - 30 * SECOND - 1441 * MINUTE, "99", "1"));
    startAgain();
    assertThat(keeper.knows(SERIES)).isFalse();
  }

  @Test
  void aStoreThatIsAwayFailsThePreparationAlone() {
    store.away(true);
    assertThatThrownBy(this::startAgain).hasMessage("the store is away");
    live(traded(1, STOPPED, Origin.LIVE));
    keeper.tick(STOPPED + MINUTE);
    assertThat(closed).isNotEmpty();
  }
}
