package io.tapeline.access.policy;

import io.tapeline.access.AddressRange;
import io.tapeline.access.Cost;
import io.tapeline.access.Route;
import io.tapeline.access.Rule;
import io.tapeline.access.Scope;
import io.tapeline.ops.upstream.Outsider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules, each under its route. */
final class RuleReader {

  static final Set<String> FIELDS =
      Stream.concat(
              Stream.of(
                  "scope", "group", "cost", "cache", "work", "body", "addresses", "upstreams"),
              RetirementReader.FIELDS.stream())
          .collect(Collectors.toUnmodifiableSet());

  /** The {@code scope} of a route that nothing is needed for. Said, so that nobody forgets it. */
  static final String OPEN = "open";

  static final Set<String> SCOPES =
      Stream.concat(Stream.of(OPEN), PolicyReader.SCOPES.keySet().stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final long MOST_BODY = 64L << 20;

  private final PlanReader plans;
  private final Set<String> groups;
  private final Set<String> caches;
  private final Map<Route, Rule> rules = new LinkedHashMap<>();
  private final Map<String, String> users = new LinkedHashMap<>();

  RuleReader(PlanReader plans, Set<String> caches) {
    this.plans = plans;
    this.groups = plans.groups();
    this.caches = caches;
  }

  Map<Route, Rule> rules() {
    return rules;
  }

  void read(Value value) {
    Map<String, Value.Entry> shapes = new HashMap<>();
    for (Value.Entry entry : value.entries()) {
      Route route = route(entry);
      Rule rule = rule(entry);
      if (route != null && isFirst(route, entry, shapes) && rule != null) {
        rules.put(route, rule);
      }
    }
    if (value.isSection() && shapes.isEmpty() && value.faults().areNone()) {
      value.wrong("must have at least one rule");
    }
    plans.require(users);
  }

  private static @Nullable Route route(Value.Entry entry) {
    try {
      return Route.parse(entry.key());
    } catch (IllegalArgumentException e) {
      Value value = entry.value();
      value.faults().add(entry.at(), value.path(), "is no route: " + Words.line(e.getMessage()));
      return null;
    }
  }

  private static boolean isFirst(Route route, Value.Entry entry, Map<String, Value.Entry> shapes) {
    Value.Entry first = shapes.putIfAbsent(route.shape(), entry);
    if (first != null) {
      Value value = entry.value();
      value
          .faults()
          .add(
              entry.at(),
              value.path(),
              "is the same as %s in line %d"
                  .formatted(Words.line(first.key()), first.at().getLine() + 1));
    }
    return first == null;
  }

  private @Nullable Rule rule(Value.Entry entry) {
    Section rule = entry.value().section(FIELDS);
    if (rule == null) {
      return null;
    }
    String group = group(entry.key(), rule.required("group"));
    Value scope = rule.required("scope");
    Value cache = rule.optional("cache");
    Value work = rule.required("work");
    Value body = rule.optional("body");
    return new Rule(
        scope == null ? null : scope(scope),
        group,
        cost(entry.value(), rule.optional("cost"), group),
        cache == null ? null : cache.oneOf("cache", caches),
        work == null ? "" : work.oneOf("work", Rule.WORK),
        body == null ? 0 : body.size(MOST_BODY),
        addresses(rule.optional("addresses")),
        upstreams(rule.optional("upstreams")),
        RetirementReader.read(rule));
  }

  private static @Nullable Scope scope(Value value) {
    return PolicyReader.SCOPES.get(value.oneOf("scope", SCOPES));
  }

  private String group(String route, @Nullable Value value) {
    if (value == null) {
      return "";
    }
    // without limits that is what is wrong, not each name of one
    String group = plans.hasNoLimits() ? value.name() : value.oneOf("group", groups);
    if (groups.contains(group)) {
      users.putIfAbsent(group, route);
    }
    return group;
  }

  private Cost cost(Value rule, @Nullable Value given, String group) {
    Cost cost = given == null ? Cost.ONE : CostReader.read(given);
    if (cost == null) {
      return Cost.ONE;
    }
    List<String> tooSmall = new ArrayList<>();
    plans.forEachLimit(
        group,
        (plan, limit) -> {
          if (limit.burst() < cost.most()) {
            tooSmall.add(plan + " (" + limit.burst() + ")");
          }
        });
    if (!tooSmall.isEmpty()) {
      String reason =
          "takes up to %d units, more than the burst of %s in plan %s"
              .formatted(cost.most(), Words.shown(group), Words.line(String.join(", ", tooSmall)));
      if (given == null) {
        rule.lacks(reason);
      } else {
        given.wrong(reason);
      }
    }
    return cost;
  }

  private static List<AddressRange> addresses(@Nullable Value value) {
    List<AddressRange> addresses = new ArrayList<>();
    for (Value item : value == null ? List.<Value>of() : value.items()) {
      String text = item.text();
      if (text == null) {
        continue;
      }
      try {
        PolicyReader.once(item, AddressRange.parse(text), addresses);
      } catch (IllegalArgumentException e) {
        item.wrong("must be an address or a CIDR block: " + Words.line(e.getMessage()));
      }
    }
    return addresses;
  }

  private static Set<String> upstreams(@Nullable Value value) {
    Set<String> upstreams = new LinkedHashSet<>();
    for (Value item : value == null ? List.<Value>of() : value.items()) {
      PolicyReader.once(item, item.oneOf("upstream", Outsider.NAMES), upstreams);
    }
    return upstreams;
  }
}
