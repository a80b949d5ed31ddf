package io.tapeline.ops.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.ops.StoreMeters;
import io.tapeline.ops.store.FeedKeeping.Keeper;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into the database: kept in order, written in batches, one batch at a time. A
 * batch that fails stays and is tried again, so that an outage loses nothing that was accepted;
 * when too many wait, new ones are refused and counted. Writing a row twice must do no harm.
 *
 * <p>While another process stores what the feed brings, see {@link FeedKeeping}, the rows of the
 * last half minute wait: whoever takes over writes again what the other may have left unwritten.
 *
 * <p>A batch that the database will never take is halved until the row at fault stands alone; that
 * row is given up, logged and counted, and the others go on.
 *
 * @param <T> a row
 */
public final class BatchSpool<T> {

  /** For the observer of the shutdown that drains: after the feeds and the tape have stopped. */
  public static final int DRAIN_PRIORITY = 5_000;

  private static final Logger LOG = Logger.getLogger(BatchSpool.class);
  private static final int MAX_BACKOFF = 30;

  /** What one who stands by keeps, to write it when it takes over. */
  private static final long STANDBY_NANOS = TimeUnit.SECONDS.toNanos(30);

  private record Waiting<T>(T row, long sinceNanos) {}

  private final String name;
  private final Vertx vertx;
  private final Database database;
  private final StoreConfig config;
  private final FeedKeeping keeping;
  private final int most;
  private final Function<List<T>, Uni<Void>> writer;
  private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final StoreMeters.Spool meters;
  private final Deque<Waiting<T>> taken = new ArrayDeque<>();
  private int batchRows;
  private boolean writing;
  private int failedInARow;
  private volatile @Nullable Waiting<T> oldestTaken;

  /**
   * @param writer writes a batch, all of it or nothing; may be called again with the same rows
   */
  public BatchSpool(
      String name,
      Vertx vertx,
      Database database,
      StoreConfig config,
      StoreMeters meters,
      Function<List<T>, Uni<Void>> writer) {
    this(name, vertx, database, config, meters, 1, writer);
  }

  /**
   * @param weight how many times as much memory as others a row takes: so many fewer may wait
   */
  public BatchSpool(
      String name,
      Vertx vertx,
      Database database,
      StoreConfig config,
      StoreMeters meters,
      int weight,
      Function<List<T>, Uni<Void>> writer) {
    this.name = name;
    this.most = config.spoolRows() / weight;
    this.vertx = vertx;
    this.database = database;
    this.keeping = database.keeping();
    this.config = config;
    this.writer = writer;
    this.batchRows = config.batchRows();
    this.meters = meters.spool(name, pending::get, this::oldestNanos);
    if (config.enabled()) {
      database.whenOpen(() -> vertx.setPeriodic(config.flushEvery().toMillis(), _ -> flush()));
    }
  }

  /** Takes a row; any thread, never blocks. */
  public void append(T row) {
    if (!config.enabled()) {
      return;
    }
    if (keeping.keeper() == Keeper.ANOTHER) {
      forgetOld();
    }
    int now = pending.incrementAndGet();
    if (now > most) {
      pending.decrementAndGet();
      meters.refused().increment();
      return;
    }
    waiting.add(new Waiting<>(row, System.nanoTime()));
    if (now == config.batchRows() && database.isOpen()) {
      flush();
    }
  }

  /** Those that the other process has written by now, and before we stood by all that waited. */
  private synchronized void forgetOld() {
    if (!writing) {
      pending.addAndGet(-taken.size());
      taken.clear();
      oldestTaken = null;
    }
    long oldest = System.nanoTime() - STANDBY_NANOS;
    Waiting<T> first = waiting.peek();
    while (first != null && first.sinceNanos - oldest < 0) {
      waiting.remove();
      pending.decrementAndGet();
      first = waiting.peek();
    }
  }

  /** Rows that are accepted and not yet acknowledged by the database. */
  public int pending() {
    return pending.get();
  }

  /** The one that has been waiting longest; nothing if none waits. */
  public Optional<T> oldest() {
    return Optional.ofNullable(oldestWaiting()).map(Waiting::row);
  }

  private @Nullable Waiting<T> oldestWaiting() {
    Waiting<T> first = oldestTaken;
    return first != null ? first : waiting.peek();
  }

  private long oldestNanos() {
    Waiting<T> oldest = oldestWaiting();
    return oldest == null ? 0 : Math.max(0, System.nanoTime() - oldest.sinceNanos());
  }

  /**
   * Writes what is waiting; does nothing while a write is under way. The batch is put together on a
   * worker thread: neither the tape nor the event loop has time for thousands of rows.
   */
  private synchronized void flush() {
    if (writing || !keeping.isOurs()) {
      return;
    }
    List<T> rows = next();
    if (rows.isEmpty()) {
      return;
    }
    writing = true;
    var _ =
        Uni.createFrom()
            .deferred(() -> writer.apply(rows))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
            .ifNoItem()
            .after(config.writeTimeout())
            .fail()
            .subscribe()
            .with(_ -> written(rows.size()), failure -> failed(rows, failure));
  }

  private List<T> next() {
    while (taken.size() < batchRows) {
      Waiting<T> next = waiting.poll();
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    oldestTaken = taken.peek();
    return taken.stream().limit(batchRows).map(Waiting::row).toList();
  }

  private void written(int rows) {
    boolean more;
    synchronized (this) {
      batchRows = Math.min(config.batchRows(), batchRows * 2);
      forget(rows);
      more = !taken.isEmpty();
    }
    meters.rows().increment(rows);
    database.report(null);
    if (more || pending.get() >= config.batchRows()) {
      flush();
    }
  }

  private void forget(int rows) {
    for (int i = 0; i < rows; i++) {
      taken.remove();
    }
    oldestTaken = taken.peek();
    pending.addAndGet(-rows);
    failedInARow = 0;
    writing = false;
  }

  private void failed(List<T> rows, Throwable failure) {
    meters.failures().increment();
    int times;
    synchronized (this) {
      times = ++failedInARow;
    }
    if (PgFailures.isUnwritable(failure)) {
      isolate(rows, times, failure);
    } else {
      retryLater(times, failure);
    }
  }

  /** A row alone is tried twice: what the writer held in memory may have been at fault. */
  private void isolate(List<T> rows, int times, Throwable failure) {
    synchronized (this) {
      writing = false;
      if (rows.size() > 1) {
        batchRows = rows.size() / 2;
      } else if (times > 1) {
        LOG.errorf("%s will never be stored: %s: %s", name, rows.getFirst(), failure);
        meters.rejected().increment();
        forget(1);
      }
    }
    flush();
  }

  private void retryLater(int times, Throwable failure) {
    String why = String.valueOf(failure.getMessage());
    database.report("writing " + name + " fails: " + why);
    if (times == 1) {
      LOG.warnf("writing %s failed, %d rows wait: %s", name, pending.get(), why);
    }
    vertx.setTimer(config.retryAfter().toMillis() * Math.min(times, MAX_BACKOFF), _ -> retry());
  }

  private void retry() {
    synchronized (this) {
      writing = false;
    }
    flush();
  }

  /** Waits until all is written, for so long at most; for the end of the service. */
  public void drain(long seconds) {
    CountDownLatch empty = new CountDownLatch(1);
    long timer =
        vertx.setPeriodic(
            50,
            _ -> {
              flush();
              if (pending.get() == 0 || !keeping.isOurs()) {
                empty.countDown();
              }
            });
    try {
      boolean written =
          pending.get() == 0 || (database.isOpen() && empty.await(seconds, TimeUnit.SECONDS));
      if (!written) {
        LOG.warnf("%d rows of %s were not written", pending.get(), name);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      vertx.cancelTimer(timer);
    }
  }
}
