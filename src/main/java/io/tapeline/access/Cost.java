package io.tapeline.access;

import org.jspecify.annotations.Nullable;

/**
 * What a request takes of its account's limits.
 *
 * @param base units of any request, at least 1
 * @param rowsPerUnit rows that cost one unit more, each part of them as well; null if they are free
 * @param all units of {@code limit=all}, whatever comes of it; null where that is not offered
 * @param each a parameter with a list: each row counts once for each thing in it, and all costs one
 *     unit more for each further one; null where nothing multiplies
 */
public record Cost(
    long base, @Nullable Long rowsPerUnit, @Nullable Long all, @Nullable String each) {

  /** Rows of the longest page. */
  public static final long MOST_ROWS = 5_000;

  /** Things of one list that are counted; where more may be asked for, they cost no more. */
  public static final long MOST_THINGS = 20;

  public static final Cost ONE = new Cost(1, null, null);

  public Cost {
    if (base < 1 || (rowsPerUnit != null && rowsPerUnit < 1) || (all != null && all < 1)) {
      throw new IllegalArgumentException("a cost is less than 1");
    }
  }

  /** Where nothing multiplies. */
  public Cost(long base, @Nullable Long rowsPerUnit, @Nullable Long all) {
    this(base, rowsPerUnit, all, null);
  }

  /**
   * Units of a page.
   *
   * @param rowsAsked its {@code limit}, whether or not there are so many
   * @param things in the list that multiplies, at least 1; 1 where there is none
   */
  public long of(long rowsAsked, long things) {
    if (rowsAsked < 0) {
      throw new IllegalArgumentException("rows: " + rowsAsked);
    }
    return rowsPerUnit == null
        ? base
        : base + Math.ceilDiv(Math.multiplyExact(rowsAsked, counted(things)), (long) rowsPerUnit);
  }

  /**
   * Units of {@code limit=all}; of the longest page where that has no price of its own.
   *
   * @param things as above
   */
  public long ofAll(long things) {
    return all == null ? of(MOST_ROWS, things) : all + counted(things) - 1;
  }

  private long counted(long things) {
    return each == null ? 1 : Math.clamp(things, 1, MOST_THINGS);
  }

  /** The dearest request that there can be. */
  public long most() {
    return Math.max(of(MOST_ROWS, MOST_THINGS), ofAll(MOST_THINGS));
  }

  @Override
  public String toString() {
    return base
        + (rowsPerUnit == null ? "" : " and 1 for each " + rowsPerUnit + " rows")
        + (rowsPerUnit == null || each == null ? "" : " of each of " + each)
        + (all == null ? "" : ", " + all + " for all")
        + (all == null || each == null ? "" : " and 1 for each further of " + each);
  }
}
