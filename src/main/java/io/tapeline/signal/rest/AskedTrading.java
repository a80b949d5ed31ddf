package io.tapeline.signal.rest;

import io.tapeline.http.Inputs;
import io.tapeline.signal.job.BacktestPlan.Trading;
import io.tapeline.signal.json.BacktestRequest;
import io.tapeline.signal.json.BacktestRequest.SizingRequest;
import io.tapeline.signal.strategy.Weighing;
import java.util.Map;
import java.util.Objects;

/** Reads how decisions are to become positions. */
final class AskedTrading {

  /** The least strength that there is. */
  private static final String LEAST = "0.000001";

  private static final int USUAL_RETURNS = 30;

  private AskedTrading() {}

  /** Notes whatever is wrong. */
  static Trading read(Inputs inputs, BacktestRequest asked) {
    boolean shorts =
        inputs.choice("sides", asked.sides(), Map.of("long", false, "long_short", true), false);
    int enter = millionths(inputs.decimal("enter", asked.enter(), "0.1", LEAST, "1"));
    int leave = millionths(inputs.decimal("leave", asked.leave(), "0", "-1", "1"));
    if (leave > enter) {
      inputs.wrong("leave", "must not be more than enter", asked.leave());
    }
    double fee = inputs.decimal("fee_bp", asked.feeBp(), "10", "0", "1000");
    double slippage = inputs.decimal("slippage_bp", asked.slippageBp(), "5", "0", "1000");
    SizingRequest sizing =
        Objects.requireNonNullElse(asked.sizing(), new SizingRequest(null, null, null));
    Integer returns = sizing.candles();
    if (returns != null && (returns < 2 || returns > 500)) {
      inputs.wrong("sizing/candles", "must be a whole number from 2 to 500", returns + "");
    }
    double fraction = inputs.decimal("sizing/fraction", sizing.fraction(), "1", "0.0001", "1");
    double volatility = inputs.decimal("sizing/volatility", sizing.volatility(), "1", "0.01", "5");
    boolean targets = sizing.volatility() != null;
    if (targets && sizing.fraction() != null) {
      inputs.wrong("sizing", "must be fraction or volatility, not both", null);
    }
    return new Trading(
        shorts,
        enter,
        leave,
        fee,
        slippage,
        targets ? null : fraction,
        targets ? volatility : null,
        returns == null ? USUAL_RETURNS : returns);
  }

  private static int millionths(double strength) {
    return (int) Math.rint(strength * Weighing.ONE);
  }
}
