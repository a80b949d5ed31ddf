package io.tapeline.candle.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.GapRefill;
import io.tapeline.job.app.JobKind;
import io.tapeline.job.app.JobOutcome;
import io.tapeline.job.app.JobRun;
import io.tapeline.market.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

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

  private final GapRefill refill;
  private final ObjectMapper mapper;

  Backfill(GapRefill refill, ObjectMapper mapper) {
    this.refill = refill;
    this.mapper = mapper;
  }

  /**
   * What a job keeps.
   *
   * @param fromNanos start of a minute
   * @param toNanos end of a minute
   */
  public record Plan(String market, long fromNanos, long toNanos) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobRun run) throws IOException {
    Plan plan = mapper.readValue(run.request(), Plan.class);
    Series series = Series.parse(plan.market());
    long total = (plan.toNanos() - plan.fromNanos()) / Interval.M1.nanos();
    long refilled = 0;
    for (long from = plan.fromNanos(); from < plan.toNanos(); from += DAY) {
      run.progress((from - plan.fromNanos()) / Interval.M1.nanos(), total, "minutes");
      long to = Math.min(plan.toNanos(), from + DAY);
      refilled += refill.fill(series, from, to).await().atMost(PATIENCE);
    }
    return new JobOutcome(mapper.writeValueAsString(Map.of("minutes", refilled)), null);
  }
}
