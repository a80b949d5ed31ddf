package io.tapeline.access.policy;

import io.tapeline.access.Limit;
import io.tapeline.access.Plan;
import io.tapeline.access.Quota;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Plans, and what rules may expect of them. */
final class PlanReader {

  static final Set<String> FIELDS =
      Set.of("rank", "limits", "quota", "concurrency", "streams", "batch", "jobs", "rows");
  static final Set<String> LIMIT_FIELDS = Set.of("units", "per", "burst");
  static final Set<String> QUOTA_FIELDS = Set.of("day", "month");

  /** The {@code rows} or {@code jobs} of a plan without a bound. */
  static final String UNLIMITED = "unlimited";

  /** A unit a nanosecond. */
  private static final long MOST_UNITS = 1_000_000_000;

  /** Of rows, and of units in a month. */
  private static final long MOST_ON_THE_WHOLE = 1_000_000_000_000_000L;

  private static final int MOST_RANK = 100;
  private static final int MOST_AT_ONCE = 1_000_000;

  /** As many requests as a batch may have, see the contract. */
  private static final int MOST_BATCH = 50;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(31);

  private final Map<String, Plan> plans = new LinkedHashMap<>();
  private final Map<String, Limits> limits = new LinkedHashMap<>();

  /**
   * What one plan says of limits.
   *
   * @param at where
   * @param groups all that it names
   * @param sound by group, those that it states rightly
   */
  private record Limits(Value at, Set<String> groups, Map<String, Limit> sound) {}

  void read(Value value) {
    for (Value.Entry entry : value.named()) {
      plan(entry.key(), entry.value());
    }
    if (value.isSection() && plans.isEmpty()) {
      value.wrong("must have at least one plan");
    }
  }

  Map<String, Plan> plans() {
    return plans;
  }

  Set<String> names() {
    return plans.keySet();
  }

  /** Whether no plan says anything of limits, which is a fault already. */
  boolean hasNoLimits() {
    return limits.isEmpty();
  }

  /** Of all plans together. */
  Set<String> groups() {
    Set<String> all = new TreeSet<>();
    limits.values().forEach(each -> all.addAll(each.groups()));
    return all;
  }

  /** Hears the limit of this group in each plan that states it rightly. */
  void forEachLimit(String group, BiConsumer<String, Limit> heard) {
    limits.forEach(
        (plan, each) -> {
          Limit limit = each.sound().get(group);
          if (limit != null) {
            heard.accept(plan, limit);
          }
        });
  }

  /**
   * Every plan must limit what rules take from.
   *
   * @param users by group, a route that takes from it
   */
  void require(Map<String, String> users) {
    for (Limits each : limits.values()) {
      users.forEach(
          (group, user) -> {
            if (!each.groups().contains(group)) {
              each.at()
                  .lacks(
                      "has no limit for %s, which %s takes from"
                          .formatted(group, Words.shown(user)));
            }
          });
    }
  }

  private void plan(String name, Value value) {
    Section plan = value.section(FIELDS);
    if (plan == null) {
      plans.put(name, new Plan(name, 0, Map.of(), Quota.NONE, 1, 0, 0, 0, 1));
      return;
    }
    Value stated = plan.required("limits");
    Limits read = stated == null ? null : limits(stated);
    if (read != null) {
      limits.put(name, read);
    }
    Value jobs = plan.optional("jobs");
    Value rows = plan.required("rows");
    plans.put(
        name,
        new Plan(
            name,
            (int) plan.number("rank", 0, MOST_RANK),
            read == null ? Map.of() : read.sound(),
            quota(plan.optional("quota")),
            (int) plan.number("concurrency", 1, MOST_AT_ONCE),
            (int) plan.number("streams", 0, MOST_AT_ONCE),
            (int) plan.number("batch", 0, MOST_BATCH),
            jobs == null ? Long.MAX_VALUE : jobs.numberOr(UNLIMITED, 0, MOST_AT_ONCE),
            rows == null ? 1 : rows.numberOr(UNLIMITED, 1, MOST_ON_THE_WHOLE)));
  }

  /** Null if they are none. */
  private static @Nullable Limits limits(Value value) {
    Set<String> groups = new HashSet<>();
    Map<String, Limit> sound = new HashMap<>();
    for (Value.Entry entry : value.named()) {
      Limit limit = limit(entry.value());
      groups.add(entry.key());
      if (limit != null) {
        sound.put(entry.key(), limit);
      }
    }
    return value.isSection() ? new Limits(value, groups, sound) : null;
  }

  private static @Nullable Limit limit(Value value) {
    int before = value.faults().count();
    Section limit = value.section(LIMIT_FIELDS);
    if (limit == null) {
      return null;
    }
    long units = limit.number("units", 1, MOST_UNITS);
    Duration per = limit.duration("per", SHORTEST, LONGEST);
    long burst = limit.number("burst", 1, MOST_UNITS);
    try {
      return value.faults().count() > before ? null : new Limit(units, per, burst);
    } catch (IllegalArgumentException | ArithmeticException e) {
      value.wrong("is no limit: " + e.getMessage());
      return null;
    }
  }

  private static Quota quota(@Nullable Value value) {
    Section quota = value == null ? null : value.section(QUOTA_FIELDS);
    if (value == null || quota == null) {
      return Quota.NONE;
    }
    Long day = quota.optionalNumber("day", 1, MOST_ON_THE_WHOLE);
    Long month = quota.optionalNumber("month", 1, MOST_ON_THE_WHOLE);
    if (day != null && month != null && day > month) {
      value.wrong("must not have a day that is larger than the month");
      return Quota.NONE;
    }
    return new Quota(day, month);
  }
}
