package io.tapeline.access.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.access.app.UsageStore.Count;
import io.tapeline.access.app.UsageStore.Counted;
import io.tapeline.access.app.UsageStore.Line;
import io.tapeline.ops.store.Database;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Counts what is asked, and writes it down every few seconds. What waits while the database does
 * not answer is written when it does; a process that is killed loses its last seconds.
 */
@Singleton
public class Usage {

  private static final Logger LOG = Logger.getLogger(Usage.class);
  private static final long WRITE_EVERY_MILLIS = 3_000;
  private static final Duration LAST_WRITE = Duration.ofSeconds(5);

  /** Lines that wait at most: one that would be one more is counted as everybody's. */
  private static final int MOST_LINES = 100_000;

  private static final String OTHERS = "others";

  private final UsageStore store;
  private final Quotas quotas;
  private final Database database;
  private final Vertx vertx;
  private Map<Line, Count> waiting = new HashMap<>();
  private boolean writing;

  public Usage(UsageStore store, Quotas quotas, Database database, Vertx vertx) {
    this.store = store;
    this.quotas = quotas;
    this.database = database;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(WRITE_EVERY_MILLIS, _ -> write());
  }

  public void passed(String account, String route, long units) {
    count(account, route, new Count(1, units, 0));
  }

  public void refused(String account, String route) {
    count(account, route, new Count(0, 0, 1));
  }

  private synchronized void count(String account, String route, Count count) {
    Line line = new Line(quotas.today(), account, route);
    boolean fits = waiting.size() < MOST_LINES || waiting.containsKey(line);
    waiting.merge(fits ? line : new Line(line.day(), OTHERS, route), count, Count::plus);
  }

  private void write() {
    if (!database.isOpen() || !begin()) {
      return;
    }
    LocalDate day = quotas.today();
    List<Counted> counts = take();
    store
        .add(counts)
        .onFailure()
        .invoke(_ -> putBack(counts))
        // nothing else is written meanwhile, so that what is read is what was written
        .chain(_ -> store.spent(quotas.accounts(), day))
        .subscribe()
        .with(
            spent -> {
              quotas.written(spent, day);
              ended();
            },
            failure -> {
              LOG.debugf("usage waits to be written: %s", failure.getMessage());
              ended();
            });
  }

  private synchronized boolean begin() {
    boolean mayWrite = !writing;
    writing = true;
    return mayWrite;
  }

  private synchronized void ended() {
    writing = false;
  }

  private synchronized List<Counted> take() {
    quotas.writing();
    List<Counted> counts = new ArrayList<>();
    waiting.forEach((line, count) -> counts.add(new Counted(line, count)));
    waiting = new HashMap<>();
    return counts;
  }

  private synchronized void putBack(List<Counted> counts) {
    counts.forEach(each -> waiting.merge(each.line(), each.count(), Count::plus));
  }

  void stop(@Observes ShutdownEvent event) {
    List<Counted> counts = take();
    if (!counts.isEmpty()) {
      try {
        store.add(counts).await().atMost(LAST_WRITE);
      } catch (RuntimeException e) {
        LOG.warnf("the last seconds of usage are lost: %s", e.getMessage());
      }
    }
  }
}
