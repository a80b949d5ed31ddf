package io.tapeline.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may ask what, and how much of it, as one file says it. Everything that it names is in it, so
 * whoever has a policy can look up without asking whether there is one.
 *
 * @param digest SHA-256 of the file, lower-case hexadecimal digits, at least 12 of them
 * @param plans by name
 * @param anonymousPlan whose limits hold for those who come without a key
 * @param anonymousScopes what may be done without a key
 * @param defaultPlan the plan of a new key
 * @param caches by name
 * @param origins pages of these may ask with a browser: {@code https://app.example}
 */
public record Policy(
    String name,
    String digest,
    Map<String, Plan> plans,
    String anonymousPlan,
    Set<Scope> anonymousScopes,
    String defaultPlan,
    Map<String, CachePolicy> caches,
    Set<String> origins,
    RouteTable<Rule> rules) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{12,}");
  private static final int SHOWN_OF_DIGEST = 12;

  public Policy {
    require(DIGEST.matcher(digest).matches(), "the digest is none: " + digest);
    plans = Map.copyOf(plans);
    require(plans.containsKey(anonymousPlan), "there is no plan " + anonymousPlan);
    require(plans.containsKey(defaultPlan), "there is no plan " + defaultPlan);
    anonymousScopes = Set.copyOf(anonymousScopes);
    caches = Map.copyOf(caches);
    origins = Set.copyOf(origins);
    for (Rule rule : rules.entries().values()) {
      for (Plan plan : plans.values()) {
        require(
            plan.limits().containsKey(rule.group()),
            "plan " + plan.name() + " has no limit for " + rule.group());
      }
      require(
          rule.cache() == null || caches.containsKey(rule.cache()),
          "there is no cache " + rule.cache());
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Names this very content: {@code shipped-0123456789ab}. */
  public String version() {
    return name + "-" + digest.substring(0, SHOWN_OF_DIGEST);
  }

  /** Those of the routes that no rule is for, sorted. Nobody could ask them. */
  public List<String> uncovered(Collection<Route> routes) {
    return routes.stream()
        .filter(route -> !rules.covers(route))
        .sorted()
        .distinct()
        .map(Route::toString)
        .toList();
  }

  /** What is different here, a sentence each without its full stop, sorted; empty if nothing is. */
  public List<String> changes(Policy before) {
    return PolicyChanges.between(before, this);
  }
}
