package io.tapeline.job.postgres;

import io.tapeline.job.Job;
import io.tapeline.job.Job.Progress;
import io.tapeline.job.app.JobRun;
import io.tapeline.job.app.JobStoppedException;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.upstream.Leave;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One run of a job. */
final class RunningJob implements JobRun {

  private static final long TELL_EVERY = TimeUnit.MILLISECONDS.toNanos(250);

  private final Job job;
  private final int run;
  private final JobTable table;
  private final JobFiles files;
  private final BooleanSupplier stopping;
  private long toldNanos = System.nanoTime() - TELL_EVERY;

  RunningJob(Job job, int run, JobTable table, JobFiles files, BooleanSupplier stopping) {
    this.job = job;
    this.run = run;
    this.table = table;
    this.files = files;
    this.stopping = stopping;
  }

  @Override
  public String request() {
    return job.request();
  }

  @Override
  public Optional<String> lastCheckpoint() {
    try {
      return table.checkpoint(job.id());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void checkpoint(String json) {
    try {
      if (!table.checkpoint(job.id(), run, json)) {
        throw new JobStoppedException("another run has taken over");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void progress(long done, long total, String unit) {
    if (stopping.getAsBoolean()) {
      throw new JobStoppedException("the process is about to end");
    }
    long now = System.nanoTime();
    if (now - toldNanos < TELL_EVERY) {
      return;
    }
    toldNanos = now;
    try {
      if (table.progress(job.id(), run, new Progress(done, total == 0 ? null : total, unit))) {
        throw new JobStoppedException("cancelled, or another run has taken over");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Fence fence() {
    return new JobFence(job.id(), run);
  }

  @Override
  public Leave leave() {
    return Leave.of(job.upstreams());
  }

  @Override
  public Path folder() throws IOException {
    return files.making(job.id(), run);
  }
}
