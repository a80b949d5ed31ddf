package io.tapeline.signal.json;

import io.tapeline.market.Interval;
import io.tapeline.signal.choice.ChosenColumn;
import io.tapeline.signal.indicator.Choice;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.model.Model;
import io.tapeline.signal.model.ModelStrategy;
import io.tapeline.signal.record.TrackRecord;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.strategy.Style;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of the catalogue of strategies as it is sent. */
@Schema(
    name = "Strategy",
    description = "One rule, with all that has to be known to compute its signals again.")
public record StrategyJson(
    @Schema(examples = "ma_cross") String name,
    @Schema(
            description = "Rises whenever the same candles would get another signal.",
            examples = "1")
        int version,
    @Schema(description = "For people.", examples = "Moving-average cross") String title,
    @Schema(
            description = "What it goes by.",
            enumeration = {
              "trend",
              "momentum",
              "mean_reversion",
              "breakout",
              "volatility",
              "volume",
              "agreement",
              "composite",
              "model"
            },
            examples = "trend")
        String style,
    @Schema(
            description =
                "As it may be asked for: with the numbers that are meant where none are given.",
            examples = "ma_cross(50,200)")
        String usual,
    @Schema(description = "The numbers that it takes, in their order.")
        List<ParameterJson> parameters,
    @Schema(description = "What must hold between them, in words.") List<String> conditions,
    @Schema(
            description = "When it points where, in words.",
            examples = "Points up while the fast average is above the slow one.")
        String rule,
    @Schema(
            description =
                "Its strength, −1 to 1: each term is a contribution; ramp(x, f) is x / f within −1 and 1,"
                    + " rise(x, a, b) is (x − a) / (b − a) within 0 and 1.",
            examples = "0.6·ramp(sma(fast) − sma(slow), stddev(slow))")
        String formula,
    @Schema(
            description =
                "The indicators that it looks at, as `/v1/indicators` has them; with the usual numbers,"
                    + " each once.",
            examples = "[\"sma(50)\",\"sma(200)\"]")
        List<String> indicators,
    @Schema(description = "Who described it, and where.", examples = "Journal of Finance 47, 1992")
        String source,
    @Schema(
            description =
                "Candles that must be there before the one that a signal is of; with the usual numbers.",
            examples = "199")
        int warmUp,
    @Schema(
            description =
                "How it did, measured by its own backtests, on each series and interval of the"
                    + " configuration; null where there is no record.",
            nullable = true)
        @Nullable List<StrategyRecordJson> record,
    @Schema(
            description = "Why there is no record; null where there is one.",
            examples = "none was made yet",
            nullable = true)
        @Nullable String noRecord) {

  private static final String LEARNED =
      "a model is not tried on the past, from which it may have learned";

  private static final String NOT_HERE = "it is told of each by itself: /v1/strategies/";

  /** Every strategy looks at the same columns of whatever interval. */
  private static final Interval ANY = Interval.H1;

  /** As one of many. */
  public static StrategyJson of(Strategy strategy) {
    return of(strategy, null, NOT_HERE + strategy.name());
  }

  /** With its record. */
  public static StrategyJson of(Strategy strategy, List<TrackRecord> records) {
    return of(strategy, records.stream().map(StrategyRecordJson::of).toList(), null);
  }

  /**
   * Without one.
   *
   * @param noRecord why
   */
  public static StrategyJson of(Strategy strategy, String noRecord) {
    return of(strategy, null, noRecord);
  }

  /** Of a model: without a record. */
  public static StrategyJson of(ModelStrategy strategy) {
    Model model = strategy.model();
    return new StrategyJson(
        strategy.name(),
        strategy.id().version(),
        "Model " + model.name(),
        Style.MODEL.name().toLowerCase(Locale.ROOT),
        strategy.name(),
        List.of(),
        List.of(),
        strategy.rule(),
        strategy.formula(),
        model.features().stream().map(ChosenColumn::name).toList(),
        "The model " + model.served().name() + ", version " + model.served().version(),
        model.features().stream().mapToInt(feature -> feature.choice().warmup()).max().orElse(0),
        null,
        LEARNED);
  }

  private static StrategyJson of(
      Strategy strategy, @Nullable List<StrategyRecordJson> record, @Nullable String noRecord) {
    StrategyChoice usual = strategy.usual();
    List<Reading> readings = usual.readings(ANY);
    return new StrategyJson(
        strategy.name(),
        strategy.version(),
        strategy.title(),
        strategy.style().name().toLowerCase(Locale.ROOT),
        usual.id(),
        strategy.parameters().stream().map(ParameterJson::of).toList(),
        strategy.conditions().stream().map(Indicator.Condition::words).toList(),
        strategy.rule(),
        strategy.formula(),
        readings.stream().map(Reading::column).distinct().toList(),
        strategy.source(),
        readings.stream().map(Reading::choice).mapToInt(Choice::warmup).max().orElse(0),
        record,
        noRecord);
  }
}
