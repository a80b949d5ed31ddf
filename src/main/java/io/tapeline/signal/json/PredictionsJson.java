package io.tapeline.signal.json;

import io.tapeline.market.Interval;
import io.tapeline.signal.model.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model says of many series, as it is in the file of its job.
 *
 * @param method how features are made and answers are taken
 * @param feed what the candles are of
 */
public record PredictionsJson(
    String method,
    String feed,
    String asOf,
    ModelNameJson model,
    String interval,
    List<PredictionJson> predictions) {

  /** Changes whenever the same candles would be told otherwise, or the same answer. */
  private static final String METHOD = "tapeline-predictions/1";

  /**
   * The model that answered.
   *
   * @param served its name at its server
   * @param version at its server
   */
  public record ModelNameJson(
      String name, String served, String version, String meaning, int horizonCandles) {

    static ModelNameJson of(Model model) {
      return new ModelNameJson(
          model.name(),
          model.served().name(),
          model.served().version(),
          model.meaning().id(),
          model.horizonCandles());
    }
  }

  public static PredictionsJson of(
      Model model, Interval interval, String asOf, String feed, List<PredictionJson> all) {
    return new PredictionsJson(
        METHOD, feed, asOf, ModelNameJson.of(model), interval.id(), List.copyOf(all));
  }

  /** The same in a line for each series. */
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("method", method);
    summary.put("feed", feed);
    summary.put("as_of", asOf);
    summary.put("model", model);
    summary.put("interval", interval);
    summary.put(
        "ok", predictions.stream().filter(one -> one.state().equals(PredictionJson.OK)).count());
    summary.put("predictions", predictions.stream().map(PredictionsJson::line).toList());
    return summary;
  }

  private static Map<String, Object> line(PredictionJson one) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("series", one.series());
    line.put("state", one.state());
    if (one.value() != null) {
      line.put("value", one.value());
    }
    if (one.reason() != null) {
      line.put("reason", one.reason());
    }
    line.put("time", one.time());
    line.put("target", one.target());
    return line;
  }
}
