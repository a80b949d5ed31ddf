package io.tapeline.signal.verdict;

import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.Weighing;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** A verdict in words, made from its evidence: what was seen, never what to do. */
public final class Explanation {

  private static final int DECIMALS = 6;

  private Explanation() {}

  /** One sentence. */
  public static String of(Verdict verdict) {
    String who = verdict.strategy().id() + " on " + verdict.interval();
    return switch (verdict) {
      case Verdict.NoSignal none -> who + " has no signal: " + none.because() + ".";
      case Verdict.Signal signal ->
          who
              + " "
              + points(signal)
              + ": "
              + signal.evidence().stream()
                  .map(Explanation::reason)
                  .collect(Collectors.joining("; "))
              + ".";
    };
  }

  private static String points(Verdict.Signal signal) {
    String strength = number(Math.abs(signal.strength()));
    return switch (signal.direction()) {
      case UP -> "points up, strength " + strength + " of 1";
      case DOWN -> "points down, strength " + strength + " of 1";
      case NEUTRAL ->
          "points nowhere, strength "
              + strength
              + " is less than "
              + number(Direction.NEUTRAL_BELOW);
    };
  }

  private static String reason(Evidence evidence) {
    String against = evidence.against() == null ? "" : evidence.against() + " ";
    return evidence.meaning()
        + " ("
        + evidence.indicator()
        + " "
        + evidence.value().toPlainString()
        + ", "
        + against
        + evidence.threshold().toPlainString()
        + ": "
        + (evidence.contribution() > 0 ? "+" : "")
        + number(evidence.contribution())
        + ")";
  }

  /** Of millionths. */
  private static String number(long millionths) {
    return millionths % Weighing.ONE == 0
        ? Long.toString(millionths / Weighing.ONE)
        : BigDecimal.valueOf(millionths, DECIMALS).stripTrailingZeros().toPlainString();
  }
}
