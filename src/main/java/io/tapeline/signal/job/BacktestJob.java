package io.tapeline.signal.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.job.app.JobFailedException;
import io.tapeline.job.app.JobKind;
import io.tapeline.job.app.JobOutcome;
import io.tapeline.job.app.JobOutcome.MadeFile;
import io.tapeline.job.app.JobRun;
import io.tapeline.ops.FeedName;
import io.tapeline.signal.json.BacktestJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Backtests in the background, series by series, two at a time: one is read while another is tried.
 * A run that was stopped is begun again, and makes the same file.
 */
@ApplicationScoped
public class BacktestJob implements JobKind {

  public static final String KIND = "backtest";

  /** Series in memory at a time. */
  private static final int AT_ONCE = 2;

  private static final long LOOK_AGAIN_MILLIS = 100;

  private final SeriesBacktest backtest;
  private final InputReceipts receipts;
  private final ObjectMapper mapper;
  private final FeedName feed;

  BacktestJob(SeriesBacktest backtest, InputReceipts receipts, ObjectMapper mapper, FeedName feed) {
    this.backtest = backtest;
    this.receipts = receipts;
    this.mapper = mapper;
    this.feed = feed;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobRun run) throws IOException, JobFailedException, InterruptedException {
    BacktestPlan plan = mapper.readValue(run.request(), BacktestPlan.class);
    BacktestSetting setting = setting(plan);
    Path path = run.folder().resolve(BacktestFile.NAME);
    BacktestSummary summary = new BacktestSummary(plan, feed.id());
    try (BacktestFile file = new BacktestFile(mapper, path, plan, feed.id());
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      try {
        new Work(run, plan, setting, threads).into(file, summary);
      } finally {
        threads.shutdownNow();
      }
    }
    return new JobOutcome(
        mapper.writeValueAsString(summary.entries()),
        new MadeFile(path, BacktestFile.NAME, "application/json"));
  }

  private static BacktestSetting setting(BacktestPlan plan) throws JobFailedException {
    try {
      return BacktestSetting.of(plan);
    } catch (IllegalArgumentException e) {
      throw new JobFailedException("What it names is not there any more: " + e.getMessage());
    }
  }

  /** One run. */
  private final class Work {
    private final JobRun run;
    private final BacktestPlan plan;
    private final BacktestSetting setting;
    private final ExecutorService threads;
    private final Deque<Future<BacktestJson>> underWay = new ArrayDeque<>();
    private final AtomicInteger begun = new AtomicInteger();

    Work(JobRun run, BacktestPlan plan, BacktestSetting setting, ExecutorService threads) {
      this.run = run;
      this.plan = plan;
      this.setting = setting;
      this.threads = threads;
    }

    void into(BacktestFile file, BacktestSummary summary) throws IOException, InterruptedException {
      Iterator<String> left = plan.series().iterator();
      while (left.hasNext() || !underWay.isEmpty()) {
        while (left.hasNext() && underWay.size() < AT_ONCE) {
          underWay.add(threads.submit(one(left.next())));
        }
        BacktestJson done = next();
        file.add(done);
        summary.add(done);
      }
      progress();
    }

    private Callable<BacktestJson> one(String series) {
      return () -> receipts.on(backtest.run(series, plan, setting, this::begin), plan.asOfNanos());
    }

    private void begin() throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("told to leave off");
      }
      begun.incrementAndGet();
    }

    /** Throws if the job has to leave off. */
    private void progress() {
      int each = setting.windows() == null ? setting.traders().size() : 1;
      run.progress(begun.get(), (long) each * plan.series().size(), "runs");
    }

    private BacktestJson next() throws IOException, InterruptedException {
      Future<BacktestJson> first = underWay.remove();
      try {
        while (true) {
          progress();
          try {
            return first.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
          } catch (TimeoutException _) {
            // Told above how far it is.
          }
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException why) {
          throw why;
        }
        throw new IOException(e.getCause());
      }
    }
  }
}
