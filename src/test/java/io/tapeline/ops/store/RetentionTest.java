package io.tapeline.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.store.Partitions.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static TestStores stores;

  @BeforeAll
  static void open() throws Exception {
    stores = TestStores.open();
  }

  @AfterAll
  static void close() throws java.io.IOException {
    stores.close();
  }

  @BeforeEach
  void fill() {
    for (Table table : Table.values()) {
      for (int age : List.of(0, 1, 6, 8, 31, 60, 900)) {
        long time = NOW.minus(Duration.ofDays(age)).toEpochMilli() * 1_000_000;
        stores.partitions.ensure(table, List.of(time)).await().atMost(TestStores.PATIENCE);
      }
    }
  }

  private static Retention retention(String feed, Map<String, String> settings) {
    return new Retention(
        stores.pool,
        Configs.of(RetentionConfig.class, settings),
        stores.partitions,
        new FeedName(feed, false),
        Clock.fixed(NOW, ZoneOffset.UTC),
        stores.vertx,
        stores.database);
  }

  private static List<String> partitions(String table) {
    return stores
        .rows(
            "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                + " WHERE i.inhparent = '"
                + table
                + "'::regclass ORDER BY 1")
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void eachKindGoesWhenItsOwnTimeIsOver() {
    List<String> minutes = partitions("candle_minute");
    List<String> dropped =
        retention("live", Map.of()).dropOld().await().atMost(TestStores.PATIENCE);
    assertThat(dropped)
        .contains("trade_d20750", "candle_second_d20773", "candle_second_d20750")
        .doesNotContain("trade_d20773", "candle_second_d20775");
    assertThat(partitions("trade"))
        .containsExactly("trade_d20773", "trade_d20775", "trade_d20780", "trade_d20781");
    assertThat(partitions("candle_minute")).as("kept for good").isEqualTo(minutes);
    assertThat(partitions("index_price"))
        .as("whole weeks")
        .isNotEmpty()
        .doesNotContain("index_price_d19880");
  }

  @Test
  void whatWasDroppedIsMadeAgainWhenItIsNeeded() {
    long old = NOW.minus(Duration.ofDays(900)).toEpochMilli() * 1_000_000;
    var _ = retention("live", Map.of()).dropOld().await().atMost(TestStores.PATIENCE);
    stores.partitions.ensure(Table.TRADE, List.of(old)).await().atMost(TestStores.PATIENCE);
    assertThat(partitions("trade")).contains("trade_d19881");
  }

  @Test
  void severalMayNeedTheSamePartitionAtOnce() {
    for (int day = 1_000; day < 1_020; day++) {
      long time = NOW.minus(Duration.ofDays(day)).toEpochMilli() * 1_000_000;
      List<Uni<Void>> all =
          Stream.generate(() -> stores.partitions.ensure(Table.TRADE, List.of(time)))
              .limit(4)
              .toList();
      Uni.join().all(all).andFailFast().await().atMost(TestStores.PATIENCE);
    }
    assertThat(partitions("trade")).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void aRecordingIsAsOldAsItIs() throws Exception {
    int before = partitions("trade").size();
    retention("replay:somewhere", Map.of()).start(new StartupEvent());
    Thread.sleep(300);
    assertThat(partitions("trade")).hasSize(before);
  }

  @Test
  void sweepsAtTheStart() throws Exception {
    retention("sandbox", Map.of("tapeline.retention.trades", "2d")).start(new StartupEvent());
    long deadline = System.nanoTime() + TestStores.PATIENCE.toNanos();
    while (partitions("trade").size() > 2 && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(partitions("trade")).containsExactly("trade_d20780", "trade_d20781");
  }
}
