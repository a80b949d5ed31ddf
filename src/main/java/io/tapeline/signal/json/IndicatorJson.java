package io.tapeline.signal.json;

import io.tapeline.signal.indicator.Choice;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Output;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of the catalogue of indicators as it is sent. */
@Schema(
    name = "Indicator",
    description = "One definition, with all that has to be known to compute it again.")
public record IndicatorJson(
    @Schema(examples = "macd") String name,
    @Schema(description = "For people.", examples = "Moving average convergence/divergence")
        String title,
    @Schema(
            description = "What it speaks of.",
            enumeration = {
              "price",
              "average",
              "trend",
              "momentum",
              "volatility",
              "volume",
              "statistics",
              "candlestick"
            },
            examples = "trend")
        String family,
    @Schema(
            description =
                "As it may be asked for: with the numbers that are meant where none are given.",
            examples = "macd(12,26,9)")
        String usual,
    @Schema(description = "The numbers that it takes, in their order.")
        List<ParameterJson> parameters,
    @Schema(description = "What must hold between them, in words.") List<String> conditions,
    @Schema(description = "Its columns.") List<OutputJson> outputs,
    @Schema(
            description = "In words; x′ is x one candle before.",
            examples = "line = ema(fast) − ema(slow) of close; signal = ema(signal) of line")
        String formula,
    @Schema(
            description =
                "How it begins; null where a figure looks at a fixed number of candles and so has no"
                    + " beginning.",
            examples = "each average as its first figure",
            nullable = true)
        @Nullable String seeding,
    @Schema(
            description = "Who described it, and where.",
            examples = "Gerald Appel, The Moving Average Convergence-Divergence Method, 1979")
        String source,
    @Schema(
            description = "What other libraries do otherwise, and why; null if nothing is known.",
            examples = "Tulip takes 0.15 and 0.075 for 12 and 26; we 2 / (n + 1)",
            nullable = true)
        @Nullable String difference,
    @Schema(
            description =
                "Of the first candles of a series, so many have no figure; with the usual numbers.",
            examples = "33")
        int unstable,
    @Schema(
            description =
                "Candles that are read before each block of 512; with the usual numbers. With fewer, a"
                    + " row's `settled` is false.",
            examples = "447")
        int warmUp) {

  /** A column as it is sent. */
  @Schema(name = "IndicatorOutput", description = "One column of an indicator.")
  public record OutputJson(
      @Schema(
              description =
                  "Behind the indicator and a dot, `macd(12,26,9).line`, its name in an answer; alone"
                      + " it is `value`, and has none there.",
              examples = "line")
          String name,
      @Schema(
              enumeration = {
                "price",
                "price_squared",
                "percent",
                "ratio",
                "number",
                "flag",
                "base",
                "quote",
                "price_per_base"
              },
              examples = "price")
          String unit,
      @Schema(description = "That in words.", examples = "quote asset per unit of base")
          String meaning) {

    static OutputJson of(Output output) {
      return new OutputJson(output.name(), lower(output.unit()), output.unit().meaning());
    }
  }

  public static IndicatorJson of(Indicator indicator) {
    Choice usual = new Choice(indicator, indicator.fallbacks());
    return new IndicatorJson(
        indicator.name(),
        indicator.title(),
        lower(indicator.family()),
        usual.id(),
        indicator.parameters().stream().map(ParameterJson::of).toList(),
        indicator.conditions().stream().map(Indicator.Condition::words).toList(),
        indicator.outputs().stream().map(OutputJson::of).toList(),
        indicator.formula(),
        orNull(indicator.seeding()),
        indicator.source(),
        orNull(indicator.difference()),
        usual.unstable(),
        usual.warmup());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
