package io.tapeline.signal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.candle.app.StoredCandles;
import io.tapeline.candle.postgres.CandleStores;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.store.TestStores;
import io.tapeline.signal.job.Backtests;
import io.tapeline.signal.postgres.PgRecordStore;
import io.tapeline.signal.strategy.StrategyName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All records are made once a day, and what failed soon again. */
class RecordRoundsTest {

  private static final RecordConfig CONFIG = Configs.defaults(RecordConfig.class);
  private static final int STRATEGIES = RecordMaking.strategies().size();

  /** Two series by two intervals. */
  private static final long ALL = 4L * STRATEGIES;

  private static final long MINUTE = 1_705_363_200_000_000_000L;

  private static TestStores stores;
  private static CandleHistory history;

  private final Hand clock = new Hand();
  private Failing store;
  private RecordRounds rounds;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    stores = TestStores.open(folder);
    CandleStore candles = CandleStores.of(stores);
    history =
        new CandleHistory(
            new StoredCandles(
                Configs.defaults(CandleConfig.class), stores.config, Beans.of(candles)));
    // of another series: nothing can be made before anything is recorded
    Rung minute = new Rung(Series.parse("sol-usd"), KeptCandles.minute(MINUTE, "1", "1"));
    candles.write(List.of(minute), Fence.NONE).await().atMost(TestStores.PATIENCE);
  }

  @AfterAll
  static void close() throws java.io.IOException {
    stores.close();
  }

  @BeforeEach
  void empty() {
    var _ = stores.rows("TRUNCATE strategy_record");
    store = new Failing(new PgRecordStore(stores.pool, stores.reads, new ObjectMapper()));
    rounds = process();
  }

  /** Moved by hand, from now on: what is stored has the time of the database. */
  private static final class Hand extends Clock {
    private Instant now = Instant.now(Clock.systemUTC());

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Stores what comes before one write, and nothing from that on until it is mended. */
  private static final class Failing implements RecordStore {
    private final RecordStore store;
    private int left = Integer.MAX_VALUE;
    private int tried;

    Failing(RecordStore store) {
      this.store = store;
    }

    @Override
    public Uni<Void> write(List<TrackRecord> made) {
      tried++;
      return left-- > 0
          ? store.write(made)
          : Uni.createFrom().failure(new IllegalStateException("cut off"));
    }

    @Override
    public Uni<List<TrackRecord>> newest(StrategyName strategy) {
      return store.newest(strategy);
    }

    @Override
    public Uni<Map<Ground, Instant>> last(List<StrategyName> strategies) {
      return store.last(strategies);
    }
  }

  private RecordRounds process() {
    return new RecordRounds(
        CONFIG,
        new RecordMaking(CONFIG, Backtests.of(history)),
        new LateCandles(CONFIG, history),
        store,
        history,
        clock);
  }

  private void keep() {
    rounds.keep().await().atMost(TestStores.PATIENCE);
  }

  /** Fails, and says how many writes were tried. */
  private int failing() {
    int before = store.tried;
    assertThatThrownBy(this::keep).hasMessageContaining("cut off");
    return store.tried - before;
  }

  /** All that is stored was stored so much earlier. */
  private static void age(String interval) {
    var _ =
        stores.rows(
            "UPDATE strategy_record SET recorded_at = recorded_at - interval '" + interval + "'");
  }

  private static long kept() {
    return stores.count("strategy_record");
  }

  @Test
  void theyAreMadeOnceADayTogether() {
    keep();
    assertThat(kept()).isEqualTo(ALL);
    age("23 hours");
    keep();
    assertThat(kept()).isEqualTo(ALL);
    age("2 hours");
    keep();
    rounds = process();
    keep();
    assertThat(kept()).isEqualTo(2 * ALL);
  }

  @Test
  void whatFailedHalfWayIsMadeAMinuteLaterAndOnlyThat() {
    store.left = 2;
    assertThat(failing()).as("the others are tried too").isEqualTo(4);
    assertThat(kept()).isEqualTo(ALL / 2);
    store.left = Integer.MAX_VALUE;
    clock.pass(Duration.ofSeconds(59));
    keep();
    assertThat(kept()).as("not at once").isEqualTo(ALL / 2);
    clock.pass(Duration.ofSeconds(1));
    keep();
    assertThat(kept()).isEqualTo(ALL);
    assertThat(stores.count("(SELECT DISTINCT series, candle_interval FROM strategy_record) s"))
        .isEqualTo(4);
    clock.pass(Duration.ofHours(1));
    keep();
    assertThat(kept()).isEqualTo(ALL);
    clock.pass(Duration.ofDays(1));
    keep();
    assertThat(kept()).as("all of them together").isEqualTo(2 * ALL);
  }

  @Test
  void whatFailsAgainIsTriedAfterTwiceAsLongAnHourAtMost() {
    store.left = 0;
    for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(failing()).isEqualTo(4);
      clock.pass(Duration.ofMinutes(minutes).minusSeconds(1));
      keep();
      clock.pass(Duration.ofSeconds(1));
    }
    store.left = Integer.MAX_VALUE;
    keep();
    assertThat(kept()).isEqualTo(ALL);
    clock.pass(Duration.ofDays(1));
    store.left = 0;
    failing();
    store.left = Integer.MAX_VALUE;
    clock.pass(Duration.ofMinutes(1));
    keep();
    assertThat(kept()).as("after a success the first wait is a minute").isEqualTo(2 * ALL);
  }

  @Test
  void whoStartsAnewMakesTheRestAtOnce() {
    store.left = 1;
    failing();
    store.left = Integer.MAX_VALUE;
    rounds = process();
    keep();
    assertThat(kept()).isEqualTo(ALL);
  }
}
