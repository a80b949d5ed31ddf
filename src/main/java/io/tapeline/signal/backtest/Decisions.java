package io.tapeline.signal.backtest;

import io.tapeline.signal.rule.RuleSet;
import io.tapeline.signal.rule.RuleSet.Leg;
import io.tapeline.signal.verdict.Glance;
import io.tapeline.signal.verdict.Strengths;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What somebody wants at the close of a candle, from nothing that comes later. */
public interface Decisions {

  /** To buy at the beginning, and to hold. */
  Decisions HOLD = (_, _) -> Stance.LONG;

  /**
   * Where to be from the next candle on.
   *
   * @param candle its place
   * @param held where one is
   */
  Stance at(int candle, Stance held);

  /**
   * As a strategy's strengths say: in from {@link Terms#enter}, out below {@link Terms#leave}. No
   * signal changes nothing.
   *
   * @param strengths of each candle, millionths or {@link Strengths#NONE}
   */
  static Decisions ofStrengths(int[] strengths, Terms terms) {
    return (candle, held) -> {
      int strength = strengths[candle];
      if (strength == Strengths.NONE) {
        return held;
      }
      if (strength >= terms.enter()) {
        return Stance.LONG;
      }
      if (-strength >= terms.enter()) {
        return terms.shorts() ? Stance.SHORT : Stance.FLAT;
      }
      return held.sign() * strength < terms.leave() ? Stance.FLAT : held;
    };
  }

  /** As rules say, of which {@link #marks} tells for each candle which of them hold. */
  static Decisions ofMarks(byte[] marks) {
    return (candle, held) -> {
      int mark = marks[candle];
      if ((mark & KNOWN) == 0) {
        return held;
      }
      boolean stays =
          switch (held) {
            case LONG -> (mark & LEAVE_LONG) == 0;
            case SHORT -> (mark & LEAVE_SHORT) == 0;
            case FLAT -> false;
          };
      if (stays) {
        return held;
      }
      // whoever leaves one side does not enter it again at the same close
      if ((mark & ENTER_LONG) != 0 && held != Stance.LONG) {
        return Stance.LONG;
      }
      return (mark & ENTER_SHORT) != 0 && held != Stance.SHORT ? Stance.SHORT : Stance.FLAT;
    };
  }

  /** All figures are there. */
  int KNOWN = 1;

  int ENTER_LONG = 2;
  int LEAVE_LONG = 4;
  int ENTER_SHORT = 8;
  int LEAVE_SHORT = 16;

  /**
   * Which rules hold where the glance is; none where a figure is lacking.
   *
   * @param slots of all that the rules look at
   */
  static byte marks(RuleSet rules, int[] slots, Glance glance) {
    for (int slot : slots) {
      if (glance.figure(slot) == null) {
        return 0;
      }
    }
    int longs = marks(rules.longs(), glance, ENTER_LONG, LEAVE_LONG);
    int shorts = marks(rules.shorts(), glance, ENTER_SHORT, LEAVE_SHORT);
    return (byte) (KNOWN | longs | shorts);
  }

  private static int marks(@Nullable Leg leg, Glance glance, int enter, int leave) {
    if (leg == null) {
      return leave;
    }
    boolean enters = leg.enter().holds(glance);
    boolean leaves =
        leg.leave() == null ? !enters : Objects.requireNonNull(leg.leave()).holds(glance);
    return (enters ? enter : 0) | (leaves ? leave : 0);
  }
}
