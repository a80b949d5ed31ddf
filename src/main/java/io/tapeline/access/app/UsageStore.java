package io.tapeline.access.app;

import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was asked, counted for ever. All fail without a database. */
public interface UsageStore {

  /** What is counted together: who, what, and on which day (UTC). */
  record Line(LocalDate day, String account, String route) {

    /** Its place among others: {@code 2026-08-09 key:ID GET /v1/prices}. */
    public String place() {
      return day + " " + account + " " + route;
    }

    /**
     * @throws IllegalArgumentException if it is no place
     */
    public static Line at(String place) {
      String[] parts = place.split(" ", 3);
      try {
        return new Line(LocalDate.parse(parts[0]), parts[1], parts[2]);
      } catch (DateTimeException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException(place, e);
      }
    }
  }

  /**
   * What was asked.
   *
   * @param units what it cost
   * @param refused requests that limits turned away
   */
  record Count(long requests, long units, long refused) {

    static final Count NONE = new Count(0, 0, 0);

    Count plus(Count more) {
      return new Count(requests + more.requests, units + more.units, refused + more.refused);
    }
  }

  record Counted(Line line, Count count) {}

  /** Units of one account, of a day and of its month up to then. */
  record Spent(long day, long month) {
    static final Spent NOTHING = new Spent(0, 0);
  }

  /** Adds to what is counted, all of it or nothing; keys among the accounts were used just now. */
  Uni<Void> add(List<Counted> counts);

  /** Of who is missing in the answer there is nothing. */
  Uni<Map<String, Spent>> spent(List<String> accounts, LocalDate day);

  /**
   * Of a tenant's keys, by day, account and route, ascending.
   *
   * @param to the first day that is not wanted any more
   * @param after the last of the page before; null for the first page
   */
  Uni<List<Counted>> of(UUID tenant, LocalDate from, LocalDate to, @Nullable Line after, int limit);
}
