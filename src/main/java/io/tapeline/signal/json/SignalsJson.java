package io.tapeline.signal.json;

import io.tapeline.candle.Series;
import io.tapeline.signal.verdict.Verdict;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What strategies say of the candles of one series, as it is sent. */
@Schema(name = "Signals", description = "What strategies say of the newest closed candle.")
public record SignalsJson(
    @Schema(
            description = "Whose candles: an index pair, or a market.",
            examples = "binance:btc-usdt")
        String id,
    @Schema(description = "One for each strategy, in the order in which they were asked for.")
        List<SignalJson> signals) {

  public static SignalsJson of(Series series, List<Verdict> verdicts) {
    return new SignalsJson(series.id(), verdicts.stream().map(SignalJson::of).toList());
  }
}
