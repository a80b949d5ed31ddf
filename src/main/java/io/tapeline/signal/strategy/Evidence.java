package io.tapeline.signal.strategy;

import io.tapeline.market.Interval;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One reason of a signal.
 *
 * @param strategy whose rule weighed it: {@code ma_cross(50,200)}
 * @param interval whose candles the figure is of
 * @param indicator the figure's name in /v1/indicators: {@code macd(12,26,9).line}
 * @param value what it says, ten significant digits
 * @param threshold what that is held against
 * @param against the figure that the threshold is; null where it is a number of the rule
 * @param contribution to the strength, in {@link Weighing#ONE millionths}
 * @param meaning that in words, without a full stop
 */
public record Evidence(
    String strategy,
    Interval interval,
    String indicator,
    BigDecimal value,
    BigDecimal threshold,
    @Nullable String against,
    long contribution,
    String meaning) {

  /** The same as part of another strategy. */
  Evidence contributing(long millionths) {
    return new Evidence(
        strategy, interval, indicator, value, threshold, against, millionths, meaning);
  }
}
