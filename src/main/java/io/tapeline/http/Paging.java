package io.tapeline.http;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param list the list and all that narrows it; a cursor is good for one list only
 * @param limit rows, 1 to {@link #MAX_LIMIT}
 * @param after the last row's place in the list's order on the page before; null on the first page
 */
public record Paging(String list, int limit, @Nullable String after) {

  public static final int DEFAULT_LIMIT = 100;
  public static final int MAX_LIMIT = 5000;

  /** The {@code limit} of who takes everything at once. */
  private static final String ALL = "all";

  public Paging {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: " + limit);
    }
  }

  /** Whether a list is asked for as a whole, in no pages. */
  public static boolean isForAll(@Nullable String limit, @Nullable String cursor) {
    return ALL.equalsIgnoreCase(limit) && cursor == null;
  }

  /** Whether a row at this place belongs to this page or a later one, in ascending text order. */
  public boolean isAfter(String position) {
    return after == null || position.compareTo(after) > 0;
  }

  /** Rows to ask for: one more than the page holds tells whether there is a next page. */
  public int limitAndOneMore() {
    return limit + 1;
  }
}
