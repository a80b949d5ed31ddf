package io.tapeline.access;

/**
 * Leased units at hand, the older used first. What is not used in time lapses: it can't be used any
 * more, only given back.
 */
final class Hand {

  private final Lot older = new Lot();
  private final Lot newer = new Lot();
  private final Lot lapsed = new Lot();

  /** Units that may be used. */
  long units(long nowNanos) {
    lapse(nowNanos);
    return older.units + newer.units;
  }

  /**
   * Uses what there is of these units.
   *
   * @return how many were used
   */
  long spend(long most, long nowNanos) {
    lapse(nowNanos);
    long first = older.spend(most);
    return first + newer.spend(most - first);
  }

  /**
   * @param askedNanos when they were asked for: no later than when they were counted
   */
  void add(long units, long askedNanos) {
    newer.moveTo(older);
    newer.units = units;
    newer.askedNanos = askedNanos;
  }

  /**
   * Takes away what has lapsed, less what time gives to the shared count from when it was leased
   * until this arrives there: if it has become full since, nothing may be added to it any more. A
   * part of a unit stays until it is whole with others, or worth nothing.
   */
  long takeLapsed(Limit limit, long nowNanos) {
    lapse(nowNanos);
    double back = limit.back(nowNanos - lapsed.askedNanos + Allowance.TIMEOUT_NANOS);
    long unused = (long) Math.max(0, lapsed.units - back);
    lapsed.units = lapsed.units > back ? lapsed.units - unused : 0;
    return unused;
  }

  private void lapse(long nowNanos) {
    older.lapse(lapsed, nowNanos);
    newer.lapse(lapsed, nowNanos);
  }

  /** Units that count as asked for at one time: where lots were joined, the earliest. */
  private static final class Lot {
    long units;
    long askedNanos;

    long spend(long most) {
      long spent = Math.min(units, most);
      units -= spent;
      return spent;
    }

    void lapse(Lot lapsed, long nowNanos) {
      if (nowNanos - askedNanos >= Allowance.LAPSE_NANOS) {
        moveTo(lapsed);
      }
    }

    void moveTo(Lot other) {
      if (units > 0) {
        boolean first = other.units == 0 || askedNanos - other.askedNanos < 0;
        other.askedNanos = first ? askedNanos : other.askedNanos;
        other.units += units;
        units = 0;
      }
    }
  }
}
