package io.tapeline.access.policy;

import io.tapeline.access.CachePolicy;
import io.tapeline.access.Policy;
import io.tapeline.access.Route;
import io.tapeline.access.RouteTable;
import io.tapeline.access.Rule;
import io.tapeline.access.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole file: its fields, and what one part says about another. */
final class PolicyReader {

  static final Set<String> FIELDS =
      Set.of("name", "anonymous", "default_plan", "plans", "caches", "origins", "rules");
  static final Set<String> ANONYMOUS_FIELDS = Set.of("plan", "scopes");
  static final Set<String> CACHE_FIELDS = Set.of("max_age", "stale_while_revalidate");

  /** By id. */
  static final Map<String, Scope> SCOPES =
      Arrays.stream(Scope.values())
          .collect(Collectors.toUnmodifiableMap(Scope::id, Function.identity()));

  private static final CachePolicy NONE = new CachePolicy(Duration.ZERO, Duration.ZERO);
  private static final Duration LONGEST_CACHE = Duration.ofDays(365);
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https?://([a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?|\\[[0-9a-f:.]+\\])(:[0-9]{1,5})?");

  private final Faults faults;

  PolicyReader(Faults faults) {
    this.faults = faults;
  }

  /** Null if there is a fault. */
  @Nullable Policy read(Value file, String digest) {
    Section top = file.section(FIELDS);
    if (top == null) {
      return null;
    }
    String name = name(top.required("name"));
    PlanReader plans = plans(top.required("plans"));
    Anonymous anonymous = anonymous(top.required("anonymous"), plans.names());
    String defaultPlan = plan(top.required("default_plan"), plans.names());
    Map<String, CachePolicy> caches = caches(top.optional("caches"));
    Set<String> origins = origins(top.optional("origins"));
    Map<Route, Rule> rules = rules(top.required("rules"), plans, caches.keySet());
    if (!faults.areNone()) {
      return null;
    }
    return new Policy(
        name,
        digest,
        plans.plans(),
        anonymous.plan(),
        anonymous.scopes(),
        defaultPlan,
        caches,
        origins,
        RouteTable.of(rules));
  }

  private static String name(@Nullable Value value) {
    return value == null ? "" : value.name();
  }

  private static PlanReader plans(@Nullable Value value) {
    PlanReader plans = new PlanReader();
    if (value != null) {
      plans.read(value);
    }
    return plans;
  }

  private static Map<Route, Rule> rules(
      @Nullable Value value, PlanReader plans, Set<String> caches) {
    RuleReader rules = new RuleReader(plans, caches);
    if (value != null) {
      rules.read(value);
    }
    return rules.rules();
  }

  private record Anonymous(String plan, Set<Scope> scopes) {}

  private static Anonymous anonymous(@Nullable Value value, Set<String> plans) {
    Section anonymous = value == null ? null : value.section(ANONYMOUS_FIELDS);
    if (anonymous == null) {
      return new Anonymous("", Set.of());
    }
    return new Anonymous(
        plan(anonymous.required("plan"), plans), scopes(anonymous.required("scopes")));
  }

  private static String plan(@Nullable Value value, Set<String> plans) {
    if (value == null) {
      return "";
    }
    // without plans that is what is wrong, not each name of one
    return plans.isEmpty() ? value.name() : value.oneOf("plan", plans);
  }

  static Set<Scope> scopes(@Nullable Value value) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Value item : value == null ? List.<Value>of() : value.items()) {
      Scope scope = SCOPES.get(item.oneOf("scope", SCOPES.keySet()));
      if (scope != null) {
        once(item, scope, scopes);
      }
    }
    return scopes;
  }

  static <T> void once(Value item, T thing, Collection<T> before) {
    if (before.contains(thing)) {
      item.wrong("stands there twice");
    }
    before.add(thing);
  }

  private static Map<String, CachePolicy> caches(@Nullable Value value) {
    Map<String, CachePolicy> caches = new LinkedHashMap<>();
    for (Value.Entry entry : value == null ? List.<Value.Entry>of() : value.named()) {
      Section cache = entry.value().section(CACHE_FIELDS);
      // kept even if it is wrong, so that rules find its name
      caches.put(entry.key(), cache == null ? NONE : cache(cache));
    }
    return caches;
  }

  private static CachePolicy cache(Section cache) {
    return new CachePolicy(
        cache.duration("max_age", Duration.ZERO, LONGEST_CACHE),
        cache.duration("stale_while_revalidate", Duration.ZERO, LONGEST_CACHE));
  }

  private static Set<String> origins(@Nullable Value value) {
    Set<String> origins = new HashSet<>();
    for (Value item : value == null ? List.<Value>of() : value.items()) {
      String origin = item.text();
      if (origin == null) {
        continue;
      }
      if (!ORIGIN.matcher(origin).matches()) {
        item.wrong("must be an origin such as https://app.example or http://localhost:3000");
      }
      once(item, origin, origins);
    }
    return origins;
  }
}
