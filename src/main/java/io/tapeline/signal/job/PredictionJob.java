package io.tapeline.signal.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.candle.Series;
import io.tapeline.job.app.JobFailedException;
import io.tapeline.job.app.JobKind;
import io.tapeline.job.app.JobOutcome;
import io.tapeline.job.app.JobOutcome.MadeFile;
import io.tapeline.job.app.JobRun;
import io.tapeline.market.Interval;
import io.tapeline.ops.FeedName;
import io.tapeline.signal.app.Models;
import io.tapeline.signal.app.PredictionReader;
import io.tapeline.signal.json.PredictionJson;
import io.tapeline.signal.json.PredictionsJson;
import io.tapeline.signal.model.Model;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions in the background. A run that was stopped is begun again, and asks again: what a
 * model said is told by the run that heard it, or not at all.
 */
@ApplicationScoped
public class PredictionJob implements JobKind {

  public static final String KIND = "prediction";

  private static final String NAME = "predictions.json";

  /** Series between two looks at whether it has to leave off. */
  private static final int STEP = 64;

  /** For all of them: their candles, and whatever a server takes to be given up. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final PredictionReader reader;
  private final Models models;
  private final ObjectMapper mapper;
  private final FeedName feed;

  PredictionJob(PredictionReader reader, Models models, ObjectMapper mapper, FeedName feed) {
    this.reader = reader;
    this.models = models;
    this.mapper = mapper;
    this.feed = feed;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobRun run) throws IOException, JobFailedException {
    PredictionPlan plan = mapper.readValue(run.request(), PredictionPlan.class);
    Interval interval = Interval.of(plan.interval()).orElseThrow();
    Model model =
        models
            .find(plan.model())
            .filter(found -> found.intervals().contains(interval))
            .orElseThrow(() -> gone(plan));
    PredictionsJson made =
        PredictionsJson.of(
            model, interval, plan.asOf(), feed.id(), all(run, plan, model, interval));
    Path path = run.folder().resolve(NAME);
    mapper.writeValue(path.toFile(), made);
    return new JobOutcome(
        mapper.writeValueAsString(made.summary()), new MadeFile(path, NAME, "application/json"));
  }

  private static JobFailedException gone(PredictionPlan plan) {
    return new JobFailedException(
        "There is no model " + plan.model() + " for " + plan.interval() + " any more.");
  }

  private List<PredictionJson> all(
      JobRun run, PredictionPlan plan, Model model, Interval interval) {
    List<Series> series = plan.series().stream().map(Series::parse).toList();
    List<PredictionJson> all = new ArrayList<>();
    while (all.size() < series.size()) {
      run.progress(all.size(), series.size(), "series");
      List<Series> next = series.subList(all.size(), Math.min(series.size(), all.size() + STEP));
      reader
          .predict(model, interval, next, plan.asOfNanos(), run.leave())
          .await()
          .atMost(PATIENCE)
          .forEach(one -> all.add(PredictionJson.of(model, one)));
    }
    run.progress(all.size(), series.size(), "series");
    return all;
  }
}
