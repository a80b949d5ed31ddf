package io.tapeline.webhook;

import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Interval;
import io.tapeline.signal.verdict.Direction;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be told of. */
public sealed interface Subscription {

  /** As it is stored and sent: {@code signals}, {@code price} or {@code reorgs}. */
  String kind();

  /**
   * Signals as they are stored. No ids stand for all.
   *
   * @param series ids: {@code btc-usd}
   * @param strategies ids with their numbers, of any version: {@code ma_cross(50,200)}
   * @param leastStrength whatever its sign, millionths
   * @param changedOnly those that point elsewhere than the one before
   * @param revisions also what is said again of a close because candles were corrected
   */
  record Signals(
      Set<String> series,
      Set<String> strategies,
      Set<Interval> intervals,
      long leastStrength,
      boolean changedOnly,
      boolean revisions)
      implements Subscription {

    public static final String KIND = "signals";

    public Signals {
      series = Set.copyOf(series);
      strategies = Set.copyOf(strategies);
      intervals = Set.copyOf(intervals);
    }

    @Override
    public String kind() {
      return KIND;
    }

    /**
     * @param before where the one before it points; null if there is none
     */
    public boolean wants(Judged judged, @Nullable Direction before) {
      return judged.verdict() instanceof Verdict.Signal signal
          && (series.isEmpty() || series.contains(judged.series().id()))
          && (strategies.isEmpty() || strategies.contains(signal.strategy().id()))
          && (intervals.isEmpty() || intervals.contains(signal.interval()))
          && Math.abs(signal.strength()) >= leastStrength
          && (!changedOnly || signal.direction() != before)
          && (revisions || judged.revision() == 1);
    }
  }

  /**
   * Reorgs of chains whose blocks are stored.
   *
   * @param chains by their names; none stand for all
   * @param leastDepth so many blocks must have been taken back, at least 1
   */
  record Reorgs(Set<String> chains, int leastDepth) implements Subscription {

    public static final String KIND = "reorgs";

    public Reorgs {
      chains = Set.copyOf(chains);
      if (leastDepth < 1) {
        throw new IllegalArgumentException("leastDepth: " + leastDepth);
      }
    }

    @Override
    public String kind() {
      return KIND;
    }

    public boolean wants(Reorg reorg) {
      return reorg.depth() >= leastDepth && (chains.isEmpty() || chains.contains(reorg.chain()));
    }
  }

  /**
   * An index price that crosses a level.
   *
   * @param level quote asset per unit of base, above zero
   * @param again each time, or else once
   * @param hysteresis so far must the price go back before it can cross again: a ratio of the
   *     level, 0 to 1
   */
  record Level(
      Instrument instrument, Side side, Decimal level, boolean again, BigDecimal hysteresis)
      implements Subscription {

    public static final String KIND = "price";

    /** Where the price goes. */
    public enum Side {
      ABOVE,
      BELOW;

      /** As it is stored and sent. */
      public String id() {
        return name().toLowerCase(Locale.ROOT);
      }

      public static Side of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
      }
    }

    /** Where the price was when it was last looked at. */
    public enum Stance {
      /** It was not looked at yet. */
      UNSEEN,
      /** On this side: the next crossing counts. */
      HERE,
      /** Beyond the level, or not yet back far enough. */
      BEYOND
    }

    public Level {
      if (!level.isPositive()) {
        throw new IllegalArgumentException("level: " + level);
      }
      if (hysteresis.signum() < 0 || hysteresis.compareTo(BigDecimal.ONE) >= 0) {
        throw new IllegalArgumentException("hysteresis: " + hysteresis);
      }
      hysteresis = hysteresis.stripTrailingZeros();
    }

    @Override
    public String kind() {
      return KIND;
    }

    /** Where this price is. That the first one is beyond the level is no crossing of it. */
    public Stance next(Stance before, Decimal price) {
      if (isBeyond(price)) {
        return Stance.BEYOND;
      }
      return before == Stance.BEYOND && !isBack(price) ? Stance.BEYOND : Stance.HERE;
    }

    /** Whether the price has crossed the level between these. */
    public static boolean isCrossed(Stance before, Stance after) {
      return before == Stance.HERE && after == Stance.BEYOND;
    }

    /** The level itself is beyond it. */
    private boolean isBeyond(Decimal price) {
      int compared = price.compareTo(level);
      return side == Side.ABOVE ? compared >= 0 : compared <= 0;
    }

    private boolean isBack(Decimal price) {
      BigDecimal way = level.toBigDecimal().multiply(hysteresis);
      return price.toBigDecimal().subtract(level.toBigDecimal()).abs().compareTo(way) >= 0;
    }
  }
}
