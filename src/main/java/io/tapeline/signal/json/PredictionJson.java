package io.tapeline.signal.json;

import io.tapeline.http.Times;
import io.tapeline.signal.indicator.Significant;
import io.tapeline.signal.json.SignalJson.InputJson;
import io.tapeline.signal.model.Answer;
import io.tapeline.signal.model.Model;
import io.tapeline.signal.model.Prediction;
import io.tapeline.signal.strategy.Figure;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of one series, as it is in the file of its job: docs/concepts/predictions.md.
 *
 * @param state {@code ok} or {@code unavailable}
 * @param value null where it is unavailable
 * @param reason null where it is not
 * @param time close of the newest candle that the model was told of
 * @param target the close that the value speaks of
 * @param features none where something was lacking and the model was not asked
 */
public record PredictionJson(
    String series,
    String state,
    @Nullable BigDecimal value,
    @Nullable String reason,
    String explanation,
    String time,
    String target,
    List<FeatureJson> features,
    List<InputJson> inputs) {

  public static final String OK = "ok";

  private static final String UNAVAILABLE = "unavailable";

  /** What the model was told, ten significant digits. */
  public record FeatureJson(String name, BigDecimal value) {
    static FeatureJson of(Figure figure) {
      return new FeatureJson(figure.reading().column(), figure.value());
    }
  }

  public static PredictionJson of(Model model, Prediction said) {
    String about = said.series().id() + " on " + said.interval();
    return switch (said.answer()) {
      case Answer.Value(double number) -> {
        BigDecimal value = Significant.of(number);
        yield of(
            model, said, OK, value, null, model.words() + " is " + plain(value) + ": " + about);
      }
      case Answer.None(Answer.Reason reason, String because) ->
          of(
              model,
              said,
              UNAVAILABLE,
              null,
              reason.id(),
              "nothing is said of " + about + ": " + because);
    };
  }

  private static String plain(@Nullable BigDecimal value) {
    return value == null ? "" : value.toPlainString();
  }

  private static PredictionJson of(
      Model model,
      Prediction said,
      String state,
      @Nullable BigDecimal value,
      @Nullable String reason,
      String explanation) {
    return new PredictionJson(
        said.series().id(),
        state,
        value,
        reason,
        explanation,
        Times.format(said.closeTimeNanos()),
        Times.format(model.targetNanos(said.interval(), said.closeTimeNanos())),
        said.features().stream().map(FeatureJson::of).toList(),
        said.inputs().stream().map(InputJson::of).toList());
  }
}
