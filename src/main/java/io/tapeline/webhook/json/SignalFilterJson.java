package io.tapeline.webhook.json;

import io.tapeline.market.Interval;
import io.tapeline.webhook.Subscription.Signals;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which signals are to be told, as it is asked for and sent. */
@Schema(
    name = "WebhookSignalsRequest",
    description =
        "Which of the signals that are made at the close of candles; all unless narrowed.")
public record SignalFilterJson(
    @Schema(
            description =
                "Only of these: assets (their US dollar index), index pairs or markets; at most 50.",
            examples = "[\"btc\",\"binance:eth-usdt\"]",
            nullable = true)
        @Nullable List<String> series,
    @Schema(
            description =
                "Only by these strategies, with their numbers or without: then the usual ones are"
                    + " meant; at most 20.",
            examples = "[\"composite\",\"ma_cross(50,200)\"]",
            nullable = true)
        @Nullable List<String> strategies,
    @Schema(
            description = "Only of candles of these lengths, of those that signals are made of.",
            examples = "[\"1h\",\"1d\"]",
            nullable = true)
        @Nullable List<String> intervals,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Only of this strength or more, whatever its sign: 0 to 1.",
            examples = "0.3",
            nullable = true)
        @Nullable String minStrength,
    @Schema(
            description =
                "Only those that point elsewhere than the one before, of the same strategy, series and"
                    + " interval; false unless said otherwise.",
            nullable = true)
        @Nullable Boolean changedOnly,
    @Schema(
            description =
                "Also what is said again of a close because candles were corrected; false unless said"
                    + " otherwise.",
            nullable = true)
        @Nullable Boolean revisions) {

  private static final int DECIMALS = 6;

  static SignalFilterJson of(Signals signals) {
    return new SignalFilterJson(
        signals.series().stream().sorted().toList(),
        signals.strategies().stream().sorted().toList(),
        signals.intervals().stream().sorted().map(Interval::id).toList(),
        BigDecimal.valueOf(signals.leastStrength(), DECIMALS).stripTrailingZeros().toPlainString(),
        signals.changedOnly(),
        signals.revisions());
  }
}
