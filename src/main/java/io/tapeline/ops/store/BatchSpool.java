package io.tapeline.ops.store;

import io.micrometer.core.instrument.Counter;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.StoreMeters;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Rows on their way into the database: kept in order, written in batches, one batch at a time. A
 * batch that fails stays and is tried again, so that an outage loses nothing that was accepted;
 * when too many wait, new ones are refused and counted. Writing a row twice must do no harm.
 *
 * @param <T> a row
 */
public final class BatchSpool<T> {

  private static final Logger LOG = Logger.getLogger(BatchSpool.class);
  private static final int MAX_BACKOFF = 30;

  private final String name;
  private final Vertx vertx;
  private final Database database;
  private final StoreConfig config;
  private final Function<List<T>, Uni<Void>> writer;
  private final ConcurrentLinkedQueue<T> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final Counter rows;
  private final Counter failures;
  private final Counter refused;
  private List<T> batch = List.of();
  private boolean writing;
  private int failedInARow;

  /**
   * @param writer writes a batch; may be called again with the same batch
   */
  public BatchSpool(
      String name,
      Vertx vertx,
      Database database,
      StoreConfig config,
      StoreMeters meters,
      Function<List<T>, Uni<Void>> writer) {
    this.name = name;
    this.vertx = vertx;
    this.database = database;
    this.config = config;
    this.writer = writer;
    this.rows = meters.rows(name);
    this.failures = meters.failures(name);
    this.refused = meters.refused(name);
    meters.pending(name, pending::get);
    if (config.enabled()) {
      database.whenOpen(() -> vertx.setPeriodic(config.flushEvery().toMillis(), _ -> flush()));
    }
  }

  /** Takes a row; any thread, never blocks. */
  public void append(T row) {
    if (!config.enabled()) {
      return;
    }
    if (pending.get() >= config.spoolRows()) {
      refused.increment();
      return;
    }
    waiting.add(row);
    if (pending.incrementAndGet() == config.batchRows() && database.isOpen()) {
      flush();
    }
  }

  /** Rows that are accepted and not yet acknowledged by the database. */
  public int pending() {
    return pending.get();
  }

  /** Writes what is waiting, and what comes meanwhile; does nothing while a write is under way. */
  private synchronized void flush() {
    if (writing) {
      return;
    }
    if (batch.isEmpty()) {
      batch = next();
    }
    if (batch.isEmpty()) {
      return;
    }
    writing = true;
    List<T> now = batch;
    Uni.createFrom()
        .deferred(() -> writer.apply(now))
        .subscribe()
        .with(_ -> written(now.size()), this::failed);
  }

  private List<T> next() {
    List<T> taken = new ArrayList<>();
    while (taken.size() < config.batchRows()) {
      T row = waiting.poll();
      if (row == null) {
        break;
      }
      taken.add(row);
    }
    return taken;
  }

  private void written(int count) {
    synchronized (this) {
      batch = List.of();
      writing = false;
      failedInARow = 0;
    }
    rows.increment(count);
    pending.addAndGet(-count);
    database.report(null);
    if (pending.get() >= config.batchRows()) {
      flush();
    }
  }

  private void failed(Throwable failure) {
    failures.increment();
    int times;
    synchronized (this) {
      times = ++failedInARow;
    }
    String why = String.valueOf(failure.getMessage());
    database.report("writing " + name + " fails: " + why);
    if (times == 1) {
      LOG.warnf("writing %s failed, %d rows wait: %s", name, pending.get(), why);
    }
    long wait = config.retryAfter().toMillis() * Math.min(times, MAX_BACKOFF);
    vertx.setTimer(
        wait,
        _ -> {
          synchronized (this) {
            writing = false;
          }
          flush();
        });
  }

  /** Waits until all is written, for so long at most; for the end of the service. */
  public void drain(long seconds) {
    CountDownLatch empty = new CountDownLatch(1);
    long timer =
        vertx.setPeriodic(
            50,
            _ -> {
              flush();
              if (pending.get() == 0) {
                empty.countDown();
              }
            });
    try {
      if (!database.isOpen() || !empty.await(seconds, TimeUnit.SECONDS)) {
        LOG.warnf("%d rows of %s were not written", pending.get(), name);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      vertx.cancelTimer(timer);
    }
  }
}
