package io.tapeline.candle.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.GapRefill;
import io.tapeline.exchange.app.NotReadyException;
import io.tapeline.http.Times;
import io.tapeline.job.app.JobKind;
import io.tapeline.job.app.JobOutcome;
import io.tapeline.job.app.JobRun;
import io.tapeline.market.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a venue for the minutes of a market that are missing or partial, day by day. What is stored
 * is not asked for again, so that a run that was stopped goes on where it was.
 */
@ApplicationScoped
public class Backfill implements JobKind {

  public static final String KIND = "backfill";

  private static final long DAY = Duration.ofDays(1).toNanos();

  /** Requests to a venue wait for their turn. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final GapRefill refill;
  private final ObjectMapper mapper;

  Backfill(GapRefill refill, ObjectMapper mapper) {
    this.refill = refill;
    this.mapper = mapper;
  }

  /**
   * What a job keeps.
   *
   * @param from start of a minute, RFC 3339
   * @param to end of a minute
   */
  public record Plan(String market, String from, String to) {}

  /**
   * What a job made.
   *
   * @param minutes stored by its last run
   * @param missing of the range, still missing or partial: the venue does not tell of them
   */
  public record Result(long minutes, long missing) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobRun run) throws IOException {
    Plan plan = mapper.readValue(run.request(), Plan.class);
    Series series = Series.parse(plan.market());
    long start = Times.parse(plan.from());
    long end = Times.parse(plan.to());
    long total = (end - start) / Interval.M1.nanos();
    long refilled = 0;
    long missing = 0;
    for (long from = start; from < end; from += DAY) {
      long done = (from - start) / Interval.M1.nanos();
      Runnable progress = () -> run.progress(done, total, "minutes");
      progress.run();
      long to = Math.min(end, from + DAY);
      refilled += fill(refill.fill(series, from, to, run.fence(), run.leave()), progress);
      missing += fill(refill.lacking(series, from, to), progress);
    }
    return new JobOutcome(mapper.writeValueAsString(new Result(refilled, missing)), null);
  }

  /**
   * A job that goes on right after a start waits for its venue.
   *
   * @param progress said while it waits; throws if the job has to leave off
   */
  private static <T> T fill(Uni<T> filling, Runnable progress) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return await(filling, deadline, progress);
      } catch (NotReadyException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        progress.run();
        pause();
      }
    }
  }

  /** However long the venue takes: a job that has to leave off leaves off at once. */
  private static <T> T await(Uni<T> filling, long deadline, Runnable progress) throws IOException {
    CompletableFuture<T> filled = filling.subscribeAsCompletionStage();
    try {
      while (true) {
        try {
          return filled.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (System.nanoTime() > deadline) {
            throw new IOException("the venue does not answer", e);
          }
          progress.run();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    } finally {
      filled.cancel(true);
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }
}
