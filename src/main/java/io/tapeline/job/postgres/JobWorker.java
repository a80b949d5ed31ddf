package io.tapeline.job.postgres;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.job.Job;
import io.tapeline.job.Job.JobFile;
import io.tapeline.job.app.JobConfig;
import io.tapeline.job.app.JobFailedException;
import io.tapeline.job.app.JobKind;
import io.tapeline.job.app.JobOutcome;
import io.tapeline.job.app.JobStoppedException;
import io.tapeline.ops.store.Database;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does queued work. Who does what is db-scheduler's business: it picks, says that it lives, and
 * takes over what a dead process has left.
 */
@ApplicationScoped
class JobWorker {

  private static final Logger LOG = Logger.getLogger(JobWorker.class);
  private static final int MOST_FAILURES = 5;
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  /** Before what is accepted is drained into the store. */
  private static final int STOP_PRIORITY = 2_000;

  private final DataSource database;
  private final Database opening;
  private final JobTable table;
  private final JobFiles files;
  private final JobConfig config;
  private final Clock clock;
  private final Map<String, JobKind> kinds = new HashMap<>();
  private final OneTimeTask<Void> task;
  private volatile @Nullable Scheduler scheduler;
  private volatile boolean stopping;

  JobWorker(
      DataSource database,
      Database opening,
      JobTable table,
      JobFiles files,
      JobConfig config,
      Clock clock,
      @Any Instance<JobKind> kinds) {
    this.database = database;
    this.opening = opening;
    this.table = table;
    this.files = files;
    this.config = config;
    this.clock = clock;
    kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
    this.task =
        Tasks.oneTime("job")
            .onFailure(this::tryAgain)
            .onDeadExecutionRevive()
            .execute((instance, _) -> run(UUID.fromString(instance.getId())));
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      opening.whenOpen(() -> Thread.ofVirtual().name("jobs").start(this::work));
    }
  }

  private void work() {
    Scheduler made =
        Scheduler.create(database, task)
            .threads(config.workers())
            .pollingInterval(POLL)
            .heartbeatInterval(config.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(LAST_WAIT)
            .enableImmediateExecution()
            .build();
    scheduler = made;
    made.start();
    try {
      // taken, but the process ended before it could be handed over
      table.queued().forEach(job -> schedule(job.id()));
    } catch (SQLException e) {
      LOG.warnf("queued jobs can't be looked up: %s", e.getMessage());
    }
  }

  void stop(@Observes @Priority(STOP_PRIORITY) ShutdownEvent event) {
    stopping = true;
    Scheduler running = scheduler;
    if (running != null) {
      running.stop();
    }
  }

  /** Makes some worker do it. Blocks. */
  void schedule(UUID id) {
    TaskInstance<Void> instance = task.instance(id.toString());
    Scheduler here = scheduler;
    if (here != null) {
      here.scheduleIfNotExists(instance, clock.instant());
    } else {
      com.github.kagkarlsson.scheduler.SchedulerClient.Builder.create(database, task)
          .build()
          .scheduleIfNotExists(instance, clock.instant());
    }
  }

  private void run(UUID id) {
    try {
      Optional<Job> job = table.find(id);
      Optional<Integer> run = job.isEmpty() ? Optional.empty() : table.start(id);
      if (job.isPresent() && run.isPresent()) {
        run(job.get(), run.get());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database: " + e.getMessage(), e);
    }
  }

  private void run(Job job, int run) throws SQLException {
    JobKind kind = kinds.get(job.kind());
    if (kind == null) {
      table.failed(job.id(), "Nothing here does jobs of the kind " + job.kind() + ".");
      return;
    }
    try {
      JobOutcome outcome = kind.run(new RunningJob(job, run, table, files, () -> stopping));
      JobFile file = outcome.file() == null ? null : files.keep(job.id(), outcome.file());
      table.succeeded(job.id(), run, outcome.result(), file);
      files.forgetMaking(job.id());
    } catch (JobFailedException e) {
      table.failed(job.id(), String.valueOf(e.getMessage()));
    } catch (JobStoppedException e) {
      stopped(job, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private void stopped(Job job, JobStoppedException why) throws SQLException {
    if (stopping) {
      table.requeue(job.id());
      throw why;
    }
    table.cancelled(job.id());
    try {
      files.forgetMaking(job.id());
    } catch (IOException e) {
      LOG.warnf("files of the cancelled job %s stay: %s", job.id(), e.getMessage());
    }
  }

  /** What the database did not take will be tried again; so is everything else, some times. */
  private void tryAgain(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    UUID id = UUID.fromString(complete.getExecution().taskInstance.getId());
    Throwable cause = complete.getCause().orElse(null);
    if (cause instanceof JobStoppedException) {
      operations.reschedule(complete, clock.instant());
      return;
    }
    try {
      int failures = table.failedOnce(id);
      LOG.warnf("job %s failed for the %d. time: %s", id, failures, message(cause));
      if (failures >= MOST_FAILURES) {
        table.failed(id, "It was tried %d times without success.".formatted(failures));
        operations.remove();
      } else {
        Duration wait = FIRST_RETRY.multipliedBy(1L << (failures - 1));
        operations.reschedule(complete, clock.instant().plus(wait));
      }
    } catch (SQLException e) {
      LOG.warnf("job %s: the database is away: %s", id, e.getMessage());
      operations.reschedule(complete, clock.instant().plus(FIRST_RETRY));
    }
  }

  private static String message(@Nullable Throwable cause) {
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }
}
