package io.tapeline.signal.json;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to try on which candles, as asked for. */
@Schema(name = "BacktestRequest", description = "What to try on which candles.")
public record BacktestRequest(
    @Schema(
            description =
                "Whose candles, each by itself: assets (their US dollar index), index pairs or markets;"
                    + " at most 20.",
            examples = "[\"btc\",\"eth\"]",
            required = true)
        @Nullable List<String> assets,
    @Schema(
            description = "Length of a candle, 1d unless said otherwise.",
            enumeration = {"1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"},
            nullable = true)
        @Nullable String interval,
    @Schema(
            description =
                "First open time, inclusive. What figures need before it is read as well.",
            examples = "2024-01-01T00:00:00.000Z",
            required = true)
        @Nullable String from,
    @Schema(description = "Last open time, exclusive; now unless said otherwise.", nullable = true)
        @Nullable String to,
    @Schema(
            description = "As it was known at this moment; now unless said otherwise.",
            nullable = true)
        @Nullable String asOf,
    @Schema(
            description =
                "Strategies of `/v1/strategies`, with their numbers or without; at most 10, with"
                    + " `rules`. Of these or of `rules` there must be one.",
            examples = "[\"ma_cross(20,100)\",\"composite\"]",
            nullable = true)
        @Nullable List<String> strategies,
    @Schema(
            type = SchemaType.OBJECT,
            description =
                "Rules of your own: `long`, `short` or both, each with a rule to `enter` and, if it"
                    + " is not the opposite, one to `leave`; `name` is what it is told as. A rule is"
                    + " `{\"left\": \"rsi(14)\", \"is\": \"below\", \"right\": 30}`, where each side is an"
                    + " indicator of `/v1/indicators` or a number and `is` is above, below, at_least,"
                    + " at_most, crosses_above or crosses_below; or `all` or `any` of a list of rules, or"
                    + " `not` a rule. At most 8 deep, 64 in one tree.",
            examples =
                "{\"long\":{\"enter\":{\"left\":\"rsi(14)\",\"is\":\"below\",\"right\":30}}}",
            nullable = true)
        @Nullable Map<String, Object> rules,
    @Schema(
            description =
                "`long` (unless said otherwise) or `long_short`. Rules say it themselves.",
            enumeration = {"long", "long_short"},
            nullable = true)
        @Nullable String sides,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Strength from which on a strategy enters, above 0 to 1; 0.1.",
            examples = "0.1",
            nullable = true)
        @Nullable String enter,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Strength below which it leaves, −1 to `enter`; 0.",
            examples = "0",
            nullable = true)
        @Nullable String leave,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Fee of each fill, basis points of its notional, 0 to 1000; 10.",
            examples = "10",
            nullable = true)
        @Nullable String feeBp,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description =
                "By how much each fill is worse than the open, basis points of it, 0 to 1000; 5.",
            examples = "5",
            nullable = true)
        @Nullable String slippageBp,
    @Schema(nullable = true) @Nullable SizingRequest sizing,
    @Schema(nullable = true) @Nullable WalkForwardRequest walkForward,
    @Schema(
            description = "Resamples of the bootstrap, 100 to 5000; 1000.",
            minimum = "100",
            maximum = "5000",
            nullable = true)
        @Nullable Integer resamples,
    @Schema(
            description = "Points of each equity curve at most, 2 to 2000; 200.",
            minimum = "2",
            maximum = "2000",
            nullable = true)
        @Nullable Integer points) {

  /** Nothing. */
  public static final BacktestRequest EMPTY =
      new BacktestRequest(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null);

  /** How much goes into a position. */
  @Schema(
      name = "BacktestSizingRequest",
      description =
          "How much goes into a position when it is entered: all there is unless said otherwise."
              + " `fraction`, or `volatility` and `candles`.")
  public record SizingRequest(
      @Schema(
              type = SchemaType.STRING,
              format = "decimal",
              description = "This share of what is there, above 0 to 1.",
              examples = "0.5",
              nullable = true)
          @Nullable String fraction,
      @Schema(
              type = SchemaType.STRING,
              format = "decimal",
              description =
                  "As much as would have had this volatility a year in the last candles, at most all"
                      + " there is; 0.01 to 5.",
              examples = "0.4",
              nullable = true)
          @Nullable String volatility,
      @Schema(
              description = "Returns that the realised volatility is made of, 2 to 500; 30.",
              minimum = "2",
              maximum = "500",
              nullable = true)
          @Nullable Integer candles) {}

  /** How a strategy is chosen by the past. */
  @Schema(
      name = "BacktestWalkForwardRequest",
      description =
          "In each window the best of a grid in its first part decides in the second; windows follow"
              + " one another by the length of the second. Of one strategy, named without numbers.")
  public record WalkForwardRequest(
      @Schema(
              description = "Candles of the first part, 20 to 50000.",
              examples = "500",
              minimum = "20",
              maximum = "50000",
              required = true)
          @Nullable Integer inSample,
      @Schema(
              description = "Candles of the second part, 5 to 50000; at most 200 windows.",
              examples = "100",
              minimum = "5",
              maximum = "50000",
              required = true)
          @Nullable Integer outOfSample,
      @Schema(
              description = "What is called best; sharpe unless said otherwise.",
              enumeration = {"total_return", "sharpe", "sortino", "calmar"},
              nullable = true)
          @Nullable String metric,
      @Schema(
              description =
                  "Numbers that each parameter takes, all combinations that the strategy allows, at most"
                      + " 64; a parameter that is not named keeps its usual number.",
              examples = "{\"fast\":[\"10\",\"20\"],\"slow\":[\"50\",\"100\",\"200\"]}",
              required = true)
          @Nullable Map<String, List<String>> grid) {}
}
