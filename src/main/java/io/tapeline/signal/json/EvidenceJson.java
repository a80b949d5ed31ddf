package io.tapeline.signal.json;

import io.tapeline.signal.strategy.Evidence;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One reason of a signal as it is sent. */
@Schema(name = "Evidence", description = "One reason of a signal.")
public record EvidenceJson(
    @Schema(description = "Whose rule weighed it.", examples = "ma_cross(50,200)") String strategy,
    @Schema(description = "Whose candles the figure is of.", examples = "1h") String interval,
    @Schema(
            description =
                "The figure, by its column in `/v1/indicators`, or what a model of `/v1/models` says.",
            examples = "macd(12,26,9).line")
        String indicator,
    @Schema(description = "What it says, ten significant digits.", examples = "55.13402112")
        BigDecimal value,
    @Schema(description = "What that is held against.", examples = "50") BigDecimal threshold,
    @Schema(
            description =
                "The figure that the threshold is; null where it is a number of the rule.",
            examples = "sma(200)",
            nullable = true)
        @Nullable String thresholdOf,
    @Schema(description = "To the strength, exact: they add up to it.", examples = "0.1542")
        BigDecimal contribution,
    @Schema(description = "That in words.", examples = "the RSI is above its middle")
        String meaning) {

  static EvidenceJson of(Evidence evidence) {
    return new EvidenceJson(
        evidence.strategy(),
        evidence.interval().id(),
        evidence.indicator(),
        evidence.value(),
        evidence.threshold(),
        evidence.against(),
        SignalJson.decimal(evidence.contribution()),
        evidence.meaning());
  }
}
