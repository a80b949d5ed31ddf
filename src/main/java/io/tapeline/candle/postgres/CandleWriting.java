package io.tapeline.candle.postgres;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.candle.Ladder;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Ladder.Span;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleCorrections;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.store.Partitions;
import io.tapeline.ops.store.SeriesKeys;
import io.tapeline.ops.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Writes candles, and the longer ones that follow from them, in one transaction: at any moment, now
 * or {@code as_of} some time ago, all lengths say the same.
 */
@ApplicationScoped
class CandleWriting {

  private final DataSource database;
  private final SeriesKeys keys;
  private final Partitions partitions;
  private final StoreConfig config;

  CandleWriting(DataSource database, SeriesKeys keys, Partitions partitions, StoreConfig config) {
    this.database = database;
    this.keys = keys;
    this.partitions = partitions;
    this.config = config;
  }

  /** All of it or nothing; may be called again with the same. */
  Uni<Void> write(List<Rung> batch) {
    return write(batch, Fence.NONE, (_, _) -> List.of());
  }

  /** The same for candles that the tape did not just close: whoever has others forgets them. */
  Uni<Void> correct(List<Rung> batch, Fence fence) {
    return write(batch, fence, CandleCorrections::notices);
  }

  /** What to tell of a batch that is recorded at this moment. */
  private interface Telling {
    List<String> notices(List<Rung> batch, long recordedNanos);
  }

  private Uni<Void> write(List<Rung> batch, Fence fence, Telling telling) {
    Set<Series> series = batch.stream().map(Rung::series).collect(Collectors.toSet());
    // partitions are made on another connection, which would wait for this transaction
    return ensurePartitions(batch)
        .chain(_ -> keys.of(series.stream().map(Series::id).collect(Collectors.toSet())))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(known -> write(batch, of(series, known), fence, telling))
        .onFailure()
        .invoke(this::forget);
  }

  private static Map<Series, Integer> of(Set<Series> series, Map<String, Integer> known) {
    Map<Series, Integer> keys = new HashMap<>();
    series.forEach(each -> keys.put(each, Objects.requireNonNull(known.get(each.id()))));
    return keys;
  }

  private void forget() {
    partitions.forget();
    keys.forget();
  }

  private Uni<Void> ensurePartitions(List<Rung> batch) {
    List<Long> seconds = new ArrayList<>();
    List<Long> minutes = new ArrayList<>();
    List<Long> longer = new ArrayList<>();
    for (Rung row : batch) {
      long open = row.candle().openTimeNanos();
      switch (row.candle().interval()) {
        case S1 -> seconds.add(open);
        case M1 -> minutes.add(open);
        default -> {}
      }
      if (row.candle().interval() != Interval.S1) {
        longer.add(open);
        longer.add(Interval.W1.floor(open));
      }
    }
    return partitions
        .ensure(Partitions.Table.CANDLE_SECOND, seconds)
        .chain(_ -> partitions.ensure(Partitions.Table.CANDLE_MINUTE, minutes))
        .chain(_ -> partitions.ensure(Partitions.Table.CANDLE_LONG, longer));
  }

  private Uni<Void> write(
      List<Rung> batch, Map<Series, Integer> keys, Fence fence, Telling telling) {
    try (Connection connection = database.getConnection();
        WritingTurn turn = new WritingTurn(connection, keys)) {
      turn.take(config.writeTimeout());
      fence.check(connection);
      List<NewGround.Stretch> stretches = NewGround.stretches(withLonger(batch, turn));
      NewGround.Parted parted = NewGround.parted(stretches, turn.occupied(stretches));
      turn.insert(parted.fresh());
      turn.append(parted.others());
      turn.tell(telling.notices(batch, turn.recordedNanos()));
      turn.commit();
      return Uni.createFrom().voidItem();
    } catch (SQLException e) {
      return Uni.createFrom().failure(e);
    }
  }

  private static List<Rung> withLonger(List<Rung> batch, WritingTurn turn) throws SQLException {
    List<Series> series =
        batch.stream()
            .filter(row -> row.candle().interval() != Interval.S1)
            .map(Rung::series)
            .distinct()
            .toList();
    if (series.isEmpty()) {
      return batch;
    }
    Ladder ladder = new Ladder(batch, turn.reach(series));
    List<Span> parts = ladder.parts();
    return parts.isEmpty() ? batch : ladder.climb(turn.stored(parts));
  }
}
