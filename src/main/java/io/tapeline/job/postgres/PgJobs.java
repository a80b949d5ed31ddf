package io.tapeline.job.postgres;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.job.Job;
import io.tapeline.job.app.JobConfig;
import io.tapeline.job.app.Jobs;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Jobs in PostgreSQL. */
@ApplicationScoped
public class PgJobs implements Jobs {

  private static final Logger LOG = Logger.getLogger(PgJobs.class);
  private static final long HOURLY_MILLIS = Duration.ofHours(1).toMillis();
  private static final long SOON_MILLIS = 100;
  private static final long MINUTELY_MILLIS = Duration.ofMinutes(1).toMillis();

  private final JobTable table;
  private final JobQueue queue;
  private final JobFiles files;
  private final JobWorker worker;
  private final JobConfig config;
  private final Database database;
  private final StoreConfig store;
  private final Vertx vertx;

  PgJobs(
      JobTable table,
      JobQueue queue,
      JobFiles files,
      JobWorker worker,
      JobConfig config,
      Database database,
      StoreConfig store,
      Vertx vertx) {
    this.table = table;
    this.queue = queue;
    this.files = files;
    this.worker = worker;
    this.config = config;
    this.database = database;
    this.store = store;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    database.whenOpen(
        () -> {
          vertx.setPeriodic(SOON_MILLIS, HOURLY_MILLIS, _ -> inBackground(this::forgetOld));
          vertx.setPeriodic(SOON_MILLIS, MINUTELY_MILLIS, _ -> inBackground(worker::scheduleTaken));
        });
  }

  private interface Chore {
    void run() throws SQLException, IOException;
  }

  private void inBackground(Chore chore) {
    blocking(
            () -> {
              chore.run();
              return true;
            })
        .subscribe()
        .with(_ -> {}, failure -> LOG.warnf("jobs are not tidied: %s", failure.getMessage()));
  }

  private void forgetOld() throws SQLException, IOException {
    files.forget(table.forget(config.keep()));
    for (UUID id : files.jobs()) {
      Optional<Job> job = table.find(id);
      if (job.isPresent()) {
        files.tidy(job.get());
      }
    }
  }

  private <T> Uni<T> blocking(Callable<T> work) {
    if (!store.enabled() || !database.isOpen()) {
      return Uni.createFrom().failure(unavailable());
    }
    return Uni.createFrom()
        .item(
            () -> {
              try {
                return work.call();
              } catch (SQLException | IOException e) {
                LOG.debugf("jobs: %s", e.getMessage());
                throw unavailable();
              } catch (RuntimeException e) {
                throw e;
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static ProblemException unavailable() {
    return new ProblemException(new Problem.StoreUnavailable());
  }

  @Override
  public Uni<Job> submit(Asker asker, Order order, @Nullable String idempotencyKey) {
    return blocking(
        () -> {
          JobQueue.Taken taken = queue.take(asker.tenant(), order, idempotencyKey);
          if (taken.isNew()) {
            worker.schedule(taken.job().id());
          }
          return taken.job();
        });
  }

  @Override
  public Uni<Optional<Job>> find(Asker asker, UUID id) {
    return blocking(() -> table.find(asker, id));
  }

  @Override
  public Uni<List<Job>> list(Asker asker, Filter filter, @Nullable UUID after, int limit) {
    return blocking(() -> table.list(asker, filter, after, limit));
  }

  @Override
  public Uni<Optional<Job>> cancel(Asker asker, UUID id) {
    return blocking(
        () -> {
          table.cancel(asker, id);
          return table.find(asker, id);
        });
  }

  @Override
  public Optional<Path> file(Job job) {
    return files.find(job);
  }
}
