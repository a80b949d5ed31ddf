package io.tapeline.access;

import org.jspecify.annotations.Nullable;

/**
 * How much a tenant may ask on the whole, whatever the groups.
 *
 * @param day units from midnight to midnight, UTC; null for no bound
 * @param month units of a calendar month, UTC; null for no bound
 */
public record Quota(@Nullable Long day, @Nullable Long month) {

  public static final Quota NONE = new Quota(null, null);

  public Quota {
    require("day", day);
    require("month", month);
    if (day != null && month != null && day > month) {
      throw new IllegalArgumentException("a day's quota is larger than its month's");
    }
  }

  private static void require(String name, @Nullable Long units) {
    if (units != null && units < 1) {
      throw new IllegalArgumentException(name + ": " + units);
    }
  }

  @Override
  public String toString() {
    if (day == null && month == null) {
      return "none";
    }
    if (day == null) {
      return month + " a month";
    }
    return month == null ? day + " a day" : day + " a day, " + month + " a month";
  }
}
