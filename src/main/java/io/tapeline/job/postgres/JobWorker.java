package io.tapeline.job.postgres;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
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
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
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
            .schedulerName(new SchedulerName.Fixed(name()))
            .threads(config.workers())
            .pollingInterval(POLL)
            .heartbeatInterval(config.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(LAST_WAIT)
            .enableImmediateExecution()
            .build();
    scheduler = made;
    made.start();
  }

  /** Two processes on one machine are two workers. */
  private static String name() {
    return new SchedulerName.Hostname().getName() + ":" + ProcessHandle.current().pid();
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

  /** Hands over what was taken by a process that ended before it could do so itself. Blocks. */
  void scheduleTaken() throws SQLException {
    for (Job job : table.queued()) {
      schedule(job.id());
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
      table.failed(job.id(), run, "Nothing here does jobs of the kind " + job.kind() + ".");
      return;
    }
    try {
      JobOutcome outcome = kind.run(new RunningJob(job, run, table, files, () -> stopping));
      JobFile file = outcome.file() == null ? null : files.keep(job.id(), run, outcome.file());
      if (table.succeeded(job.id(), run, outcome.result(), file)) {
        files.forgetMaking(job.id(), run);
      } else {
        forgetFiles(job, run);
      }
    } catch (JobFailedException e) {
      table.failed(job.id(), run, String.valueOf(e.getMessage()));
      forgetFiles(job, run);
    } catch (JobStoppedException e) {
      stopped(job, run, e);
    } catch (ProblemException e) {
      if (!(e.problem() instanceof Problem.UpstreamNotAllowed refused)) {
        throw new RunFailedException(run, e);
      }
      table.failed(job.id(), run, refused.text().detail());
      forgetFiles(job, run);
    } catch (Exception e) {
      throw new RunFailedException(run, e);
    }
  }

  /** Another run that has taken over is not touched by any of this. */
  private void stopped(Job job, int run, JobStoppedException why) throws SQLException {
    if (stopping) {
      table.requeue(job.id(), run);
      throw why;
    }
    table.cancelled(job.id(), run);
    forgetFiles(job, run);
  }

  private void forgetFiles(Job job, int run) {
    try {
      files.forget(job.id(), run);
    } catch (IOException e) {
      LOG.warnf("files of run %d of the job %s stay: %s", run, job.id(), e.getMessage());
    }
  }

  /** A run ended otherwise than it should. */
  private static final class RunFailedException extends RuntimeException {
    private final int run;

    RunFailedException(int run, Exception cause) {
      super(cause.getMessage(), cause);
      this.run = run;
    }
  }

  /** What the database did not take will be tried again; so is everything else, some times. */
  private void tryAgain(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    UUID id = UUID.fromString(complete.getExecution().taskInstance.getId());
    switch (complete.getCause().orElse(null)) {
      case JobStoppedException _ -> operations.reschedule(complete, clock.instant());
      case RunFailedException failed ->
          operations.reschedule(complete, clock.instant().plus(failed(id, failed)));
      case null, default ->
          operations.reschedule(complete, clock.instant().plus(FIRST_RETRY)); // it did not start
    }
  }

  /**
   * How long to wait before the next run, which does nothing if there is nothing to do any more.
   */
  private Duration failed(UUID id, RunFailedException failed) {
    try {
      int failures = table.failedOnce(id, failed.run).orElse(0);
      LOG.warnf("job %s failed for the %d. time: %s", id, failures, failed.getMessage());
      if (failures >= MOST_FAILURES) {
        table.failed(
            id,
            failed.run,
            "It was tried %d times without success; the log of the service says why."
                .formatted(failures));
      }
      return FIRST_RETRY.multipliedBy(1L << Math.max(0, failures - 1));
    } catch (SQLException e) {
      LOG.warnf("job %s: the database is away: %s", id, e.getMessage());
      return FIRST_RETRY;
    }
  }
}
