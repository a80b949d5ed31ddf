package io.tapeline.signal.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.ops.store.FencedOffException;
import io.tapeline.ops.store.Partitions;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.SeriesKeys;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.signal.postgres.SignalKeys.Reason;
import io.tapeline.signal.strategy.StrategyName;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes signals and moves the mark, in one transaction. Whoever writes has the row of the clock,
 * and the mark must be where the writer knows it: of two that judge the same candles one stores.
 */
@ApplicationScoped
class SignalWriting {

  private static final int FLUSH_CHARS = 1 << 18;

  private static final String MOVE = "UPDATE signal_mark SET moment = ? WHERE moment = ?";

  private final DataSource database;
  private final SeriesKeys series;
  private final SignalKeys keys;
  private final Partitions partitions;
  private final StoreConfig config;

  SignalWriting(
      DataSource database,
      SeriesKeys series,
      SignalKeys keys,
      Partitions partitions,
      StoreConfig config) {
    this.database = database;
    this.series = series;
    this.keys = keys;
    this.partitions = partitions;
    this.config = config;
  }

  /** From where to where the mark goes. */
  record Move(long markNanos, long nextNanos) {}

  /**
   * @param move null where the mark is no matter
   */
  Uni<Void> write(List<Judged> judged, @Nullable Move move) {
    List<Long> times = judged.stream().map(each -> each.verdict().openTimeNanos()).toList();
    Set<String> ids = judged.stream().map(each -> each.series().id()).collect(Collectors.toSet());
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultWorkerPool()) // whoever judges need not wait
        .chain(_ -> partitions.ensure(Partitions.Table.SIGNAL, times))
        .chain(_ -> keys.have(strategies(judged), reasons(judged)))
        .chain(_ -> series.of(ids))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(known -> write(judged, known, move))
        .onFailure()
        .invoke(this::forget);
  }

  private void forget() {
    partitions.forget();
    series.forget();
    keys.forget();
  }

  private static Set<StrategyName> strategies(List<Judged> judged) {
    return judged.stream().map(each -> each.verdict().strategy()).collect(Collectors.toSet());
  }

  private static Set<Reason> reasons(List<Judged> judged) {
    Set<Reason> reasons = new HashSet<>();
    for (Judged each : judged) {
      if (each.verdict() instanceof Verdict.Signal signal) {
        SignalText.evidence(signal).forEach(evidence -> reasons.add(Reason.of(evidence)));
      }
    }
    return reasons;
  }

  private Uni<Void> write(List<Judged> judged, Map<String, Integer> known, @Nullable Move move) {
    try (Connection connection = database.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) config.writeTimeout().toMillis());
      connection.setAutoCommit(false);
      try {
        OffsetDateTime recordedAt = RecordingClock.SIGNALS.take(connection);
        if (move != null) {
          move(connection, move);
        }
        if (!judged.isEmpty()) {
          copy(connection, judged, known, recordedAt.toString());
        }
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, 0);
      }
      return Uni.createFrom().voidItem();
    } catch (SQLException | FencedOffException e) {
      return Uni.createFrom().failure(e);
    }
  }

  private static void move(Connection connection, Move move) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setObject(1, moment(move.nextNanos));
      update.setObject(2, moment(move.markNanos));
      if (update.executeUpdate() == 0) {
        throw new FencedOffException("another process judges candles");
      }
    }
  }

  private void copy(
      Connection connection, List<Judged> judged, Map<String, Integer> known, String recordedAt)
      throws SQLException {
    CopyIn target = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(SignalText.COPY);
    try {
      SignalText text = new SignalText(keys, recordedAt);
      for (Judged each : judged) {
        text.add(Objects.requireNonNull(known.get(each.series().id())), each);
        if (text.length() > FLUSH_CHARS) {
          send(target, text);
        }
      }
      send(target, text);
      target.endCopy();
    } finally {
      if (target.isActive()) {
        target.cancelCopy();
      }
    }
  }

  private static void send(CopyIn target, SignalText text) throws SQLException {
    byte[] bytes = text.taken().getBytes(StandardCharsets.UTF_8);
    target.writeToCopy(bytes, 0, bytes.length);
  }
}
