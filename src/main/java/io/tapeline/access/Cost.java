package io.tapeline.access;

import org.jspecify.annotations.Nullable;

/**
 * What a request takes of its account's limits.
 *
 * @param base units of any request, at least 1
 * @param rowsPerUnit rows that cost one unit more, each part of them as well; null if they are free
 * @param all units of {@code limit=all}, whatever comes of it; null where that is not offered
 */
public record Cost(long base, @Nullable Long rowsPerUnit, @Nullable Long all) {

  /** Rows of the longest page. */
  public static final long MOST_ROWS = 5_000;

  public static final Cost ONE = new Cost(1, null, null);

  public Cost {
    if (base < 1 || (rowsPerUnit != null && rowsPerUnit < 1) || (all != null && all < 1)) {
      throw new IllegalArgumentException("a cost is less than 1");
    }
  }

  /**
   * Units of a page.
   *
   * @param rowsAsked its {@code limit}, whether or not there are so many
   */
  public long of(long rowsAsked) {
    if (rowsAsked < 0) {
      throw new IllegalArgumentException("rows: " + rowsAsked);
    }
    return rowsPerUnit == null ? base : base + Math.ceilDiv(rowsAsked, rowsPerUnit.longValue());
  }

  /** Units of {@code limit=all}; of the longest page where that has no price of its own. */
  public long ofAll() {
    return all == null ? of(MOST_ROWS) : all;
  }

  /** The dearest request that there can be. */
  public long most() {
    return Math.max(of(MOST_ROWS), ofAll());
  }

  @Override
  public String toString() {
    return base
        + (rowsPerUnit == null ? "" : " and 1 for each " + rowsPerUnit + " rows")
        + (all == null ? "" : ", " + all + " for all");
  }
}
