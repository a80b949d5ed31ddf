package io.tapeline.signal.rest;

import io.tapeline.candle.Series;
import io.tapeline.candle.json.NamedSeries;
import io.tapeline.candle.json.NamedSeries.Named;
import io.tapeline.http.Inputs;
import io.tapeline.http.Moments;
import io.tapeline.http.Times;
import io.tapeline.market.Interval;
import io.tapeline.problem.NearMatches;
import io.tapeline.signal.app.Models;
import io.tapeline.signal.job.PredictionConfig;
import io.tapeline.signal.job.PredictionPlan;
import io.tapeline.signal.json.PredictionRequest;
import io.tapeline.signal.model.Model;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as they were asked for, once nothing in them is wrong.
 *
 * @param asOfNanos null for the newest
 */
record AskedPrediction(
    Model model, List<Named> assets, Interval interval, @Nullable Long asOfNanos) {

  /**
   * @throws io.tapeline.problem.ProblemException naming all that is wrong
   */
  static AskedPrediction read(PredictionRequest asked, Models models, PredictionConfig config) {
    Inputs inputs = Inputs.ofBody();
    Optional<Model> model = model(inputs, asked.model(), models);
    List<Named> assets =
        NamedSeries.readInBody(inputs, "assets", asked.assets(), config.maxSeries());
    Interval interval = model.map(found -> interval(inputs, asked, found)).orElse(Interval.M1);
    Long asOf = inputs.timeNanos("as_of", asked.asOf());
    inputs.check();
    return new AskedPrediction(model.orElseThrow(), assets, interval, asOf);
  }

  private static Optional<Model> model(Inputs inputs, @Nullable String given, Models models) {
    String name = inputs.required("model", given).toLowerCase(Locale.ROOT);
    Optional<Model> found = models.find(name);
    if (given != null && found.isEmpty()) {
      List<String> near = NearMatches.of(name, models.all().stream().map(Model::name).toList());
      inputs.wrong(
          "model",
          "must be a model of /v1/models"
              + (near.isEmpty() ? "" : "; near are " + String.join(", ", near)),
          given);
    }
    return found;
  }

  /** One of the model's own. */
  private static Interval interval(Inputs inputs, PredictionRequest asked, Model model) {
    Map<String, Interval> made =
        model.intervals().stream().collect(Collectors.toMap(Interval::id, Function.identity()));
    Interval first = model.intervals().iterator().next();
    if (asked.interval() == null && made.size() > 1) {
      inputs.required("interval", null);
    }
    return inputs.choice("interval", asked.interval(), made, first);
  }

  /**
   * With all that was left open.
   *
   * @param horizonNanos up to which all is stored
   * @throws io.tapeline.problem.ProblemException if the moment is not stored yet
   */
  PredictionPlan plan(List<Series> series, long horizonNanos) {
    long moment = Objects.requireNonNullElse(asOfNanos, horizonNanos);
    Moments.requireStored(Inputs.ofBody(), moment, horizonNanos);
    return new PredictionPlan(
        model.name(),
        series.stream().map(Series::id).distinct().toList(),
        interval.id(),
        Times.exact(moment));
  }
}
