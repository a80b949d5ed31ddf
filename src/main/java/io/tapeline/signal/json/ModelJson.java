package io.tapeline.signal.json;

import io.tapeline.http.Times;
import io.tapeline.market.Interval;
import io.tapeline.signal.app.ModelState;
import io.tapeline.signal.choice.ChosenColumn;
import io.tapeline.signal.model.Model;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A model elsewhere, as it is sent. */
@Schema(
    name = "Model",
    description = "A model at another server: what it is told, what it answers, and how it is.")
public record ModelJson(
    @Schema(description = "As it is asked for.", examples = "up5") String name,
    @Schema(description = "Its name at its server.", examples = "direction") String served,
    @Schema(description = "At its server.", examples = "3") String version,
    @Schema(
            description =
                "What its answer is, of the close after the horizon: the probability that it is"
                    + " higher, or the return that is expected until then, a ratio.",
            enumeration = {"probability_up", "expected_return"},
            examples = "probability_up")
        String meaning,
    @Schema(description = "How many candles later that close is.", examples = "5")
        int horizonCandles,
    @Schema(
            description = "Lengths of the candles that it was made for.",
            examples = "[\"1m\",\"1h\"]")
        List<String> intervals,
    @Schema(
            description = "What it is told of a closed candle, as `/v1/indicators` has them.",
            examples = "[\"rsi(14)\",\"macd(12,26,9).histogram\"]")
        List<String> features,
    @Schema(
            description =
                "Whether its server has it ready; `mismatched`: it has it with other tensors than are"
                    + " declared; `unknown`: it was not asked yet.",
            enumeration = {"unknown", "ready", "not_ready", "mismatched", "unreachable"},
            examples = "ready")
        String state,
    @Schema(description = "Why it is not ready, in words; null where it is.", nullable = true)
        @Nullable String because,
    @Schema(
            description = "When its server was asked that last; null if it was not yet.",
            examples = "2026-08-09T22:00:00.812Z",
            nullable = true)
        @Nullable String checked) {

  public static ModelJson of(Model model, ModelState state) {
    Long checked = state.checkedNanos();
    return new ModelJson(
        model.name(),
        model.served().name(),
        model.served().version(),
        model.meaning().id(),
        model.horizonCandles(),
        model.intervals().stream().sorted().map(Interval::id).toList(),
        model.features().stream().map(ChosenColumn::name).toList(),
        state.state().name().toLowerCase(Locale.ROOT),
        state.because(),
        checked == null ? null : Times.format(checked));
  }
}
