package io.tapeline.signal.json;

import io.tapeline.signal.json.BacktestJson.RunJson;
import io.tapeline.signal.json.BacktestJson.SignificanceJson;
import java.math.BigDecimal;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a strategy did in one part of a range, as it is sent and kept. */
@Schema(
    name = "StrategyRecordPart",
    description =
        "How it did beside buying and holding, at the usual costs: shares, a year where that is said;"
            + " null where there is nothing to make a figure of.")
public record RecordPartJson(
    @Schema(description = "First open time, inclusive.", examples = "2025-08-09T00:00:00.000Z")
        String from,
    @Schema(description = "Last open time, exclusive.", examples = "2026-08-09T00:00:00.000Z")
        String to,
    @Schema(examples = "365") int candles,
    @Schema(
            description =
                "`none` where the interval of the excess holds 0: no edge is shown. `shown` above,"
                    + " `negative` below; `unknown` for fewer than 30 returns.",
            enumeration = {"unknown", "shown", "none", "negative"},
            examples = "none")
        String edge,
    @Schema(description = "That in words.", examples = "No edge is shown.") String meaning,
    @Schema(nullable = true, examples = "0.12") @Nullable BigDecimal totalReturn,
    @Schema(nullable = true, examples = "0.18") @Nullable BigDecimal benchmarkReturn,
    @Schema(nullable = true, examples = "0.7") @Nullable BigDecimal sharpe,
    @Schema(nullable = true, examples = "0.21") @Nullable BigDecimal maxDrawdown,
    @Schema(description = "Those that are over.", examples = "14") int trades,
    @Schema(
            nullable = true,
            description = "Mean return above that of buying and holding, a year.",
            examples = "-0.03")
        @Nullable BigDecimal excess,
    @Schema(nullable = true, description = "Of its 95 % interval.", examples = "-0.31")
        @Nullable BigDecimal excessLow,
    @Schema(nullable = true, description = "Of its 95 % interval.", examples = "0.24")
        @Nullable BigDecimal excessHigh,
    @Schema(
            nullable = true,
            description = "The chance of such an excess if there were none.",
            examples = "0.58")
        @Nullable BigDecimal pValue) {

  /**
   * @param run of one strategy
   */
  public static RecordPartJson of(String from, String to, BacktestJson series, RunJson run) {
    SignificanceJson significance = Objects.requireNonNull(run.significance());
    return new RecordPartJson(
        from,
        to,
        series.candles(),
        significance.edge(),
        significance.meaning(),
        run.metrics().totalReturn(),
        Objects.requireNonNull(series.benchmark()).metrics().totalReturn(),
        run.metrics().sharpe(),
        run.metrics().maxDrawdown(),
        run.metrics().trades(),
        significance.excess(),
        significance.low(),
        significance.high(),
        significance.pValue());
  }
}
