package io.tapeline.signal.verdict;

import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.StrategyName;
import io.tapeline.signal.strategy.Weighing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a strategy says of a closed candle and those before it. */
public sealed interface Verdict {

  StrategyName strategy();

  /** Whose candles it was asked about. */
  Interval interval();

  /** Of the newest candle that it knows of, nanoseconds since 1970 UTC. */
  long openTimeNanos();

  /** The moment for which it is: the close of the newest candle. Nothing later is known to it. */
  default long closeTimeNanos() {
    return openTimeNanos() + interval().nanos();
  }

  /**
   * It points somewhere, or nowhere.
   *
   * @param evidence why: the contributions are the strength
   * @param outlook the long view of the investor grade; null where there are not enough candles
   * @param inputs the candles it was made from, those of the shortest interval first
   */
  record Signal(
      StrategyName strategy,
      Interval interval,
      long openTimeNanos,
      List<Evidence> evidence,
      @Nullable Evidence outlook,
      List<Input> inputs)
      implements Verdict {

    private static final double MIDDLE = 50;

    public Signal {
      evidence = List.copyOf(evidence);
      inputs = List.copyOf(inputs);
    }

    /** Σ contributions: −1 to 1, in millionths. */
    public long strength() {
      return evidence.stream().mapToLong(Evidence::contribution).sum();
    }

    public Direction direction() {
      return Direction.of(strength());
    }

    /** For who looks at the next candles: 50 + 50·strength, half-even. 0 to 100. */
    public int trader() {
      return grade(strength(), Weighing.ONE);
    }

    /** For who looks far ahead: 50 + 25·(strength + outlook), half-even. 0 to 100. */
    public @Nullable Integer investor() {
      return outlook == null
          ? null
          : (Integer) grade(strength() + outlook.contribution(), 2 * Weighing.ONE);
    }

    private static int grade(long millionths, long full) {
      return (int) Math.rint(MIDDLE + MIDDLE * millionths / full);
    }
  }

  /**
   * It has nothing to say, which is not the same as pointing nowhere.
   *
   * @param because in words, without a full stop
   */
  record NoSignal(
      StrategyName strategy, Interval interval, long openTimeNanos, Reason reason, String because)
      implements Verdict {}

  /** Why there is no signal. */
  enum Reason {
    /** The series has begun too short a time ago. */
    WARM_UP,
    /** A candle is missing among those that count. */
    GAP,
    /** Too little traded. */
    QUIET,
    /** A formula has nothing finite to say. */
    UNDEFINED,
    /** It needs longer intervals than there are. */
    NO_LONGER_INTERVAL,
    /** A model that it asks has not answered. */
    MODEL_UNAVAILABLE
  }
}
