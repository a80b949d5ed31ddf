package io.tapeline.candle.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.GapRefill;
import io.tapeline.http.Times;
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
   * @param from start of a minute, RFC 3339
   * @param to end of a minute
   */
  public record Plan(String market, String from, String to) {}

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
    for (long from = start; from < end; from += DAY) {
      run.progress((from - start) / Interval.M1.nanos(), total, "minutes");
      long to = Math.min(end, from + DAY);
      refilled += refill.fill(series, from, to).await().atMost(PATIENCE);
    }
    return new JobOutcome(mapper.writeValueAsString(Map.of("minutes", refilled)), null);
  }
}
