package io.tapeline.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two policies. Each is taken apart into subjects (a plan, a cache, a
 * route) and what is said about them in words; the words are compared.
 */
final class PolicyChanges {

  private static final String NONE = "none";

  private PolicyChanges() {}

  /**
   * @param name for people
   * @param said by aspect, in words
   */
  private record Subject(String name, SortedMap<String, String> said) {}

  static List<String> between(Policy before, Policy after) {
    Map<String, Subject> was = subjects(before);
    Map<String, Subject> is = subjects(after);
    Set<String> keys = new HashSet<>(was.keySet());
    keys.addAll(is.keySet());
    return keys.stream().flatMap(key -> sentences(was.get(key), is.get(key))).sorted().toList();
  }

  private static Stream<String> sentences(@Nullable Subject was, @Nullable Subject is) {
    if (is == null) {
      return was == null ? Stream.empty() : Stream.of(was.name() + " is gone");
    }
    if (was == null) {
      return Stream.of(is.name() + " is new: " + inOneLine(is.said()));
    }
    Set<String> aspects = new HashSet<>(was.said().keySet());
    aspects.addAll(is.said().keySet());
    return aspects.stream()
        .filter(aspect -> !Objects.equals(was.said().get(aspect), is.said().get(aspect)))
        .map(
            aspect ->
                "%s: %s is %s, was %s"
                    .formatted(
                        is.name(),
                        aspect,
                        is.said().getOrDefault(aspect, NONE),
                        was.said().getOrDefault(aspect, NONE)));
  }

  private static String inOneLine(SortedMap<String, String> said) {
    return said.entrySet().stream()
        .filter(each -> !each.getValue().equals(NONE))
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining("; "));
  }

  private static Map<String, Subject> subjects(Policy policy) {
    Map<String, Subject> subjects = new HashMap<>();
    subjects.put("policy", new Subject("the policy", ofPolicy(policy)));
    policy.plans().forEach((name, plan) -> put(subjects, "plan " + name, ofPlan(plan)));
    policy.caches().forEach((name, cache) -> put(subjects, "cache " + name, ofCache(cache)));
    policy
        .rules()
        .entries()
        // by shape: another name of a parameter is no change
        .forEach(
            (route, rule) ->
                subjects.put(route.shape(), new Subject(route.toString(), ofRule(rule))));
    return subjects;
  }

  private static void put(
      Map<String, Subject> subjects, String name, SortedMap<String, String> said) {
    subjects.put(name, new Subject(name, said));
  }

  private static SortedMap<String, String> ofCache(CachePolicy cache) {
    return new TreeMap<>(Map.of("time", cache.toString()));
  }

  private static SortedMap<String, String> ofPolicy(Policy policy) {
    return new TreeMap<>(
        Map.of(
            "name", policy.name(),
            "the plan without a key", policy.anonymousPlan(),
            "what may be done without a key", scopes(policy.anonymousScopes()),
            "the plan of a new key", policy.defaultPlan(),
            "origins", sorted(policy.origins())));
  }

  private static SortedMap<String, String> ofPlan(Plan plan) {
    SortedMap<String, String> said =
        new TreeMap<>(
            Map.of(
                "rank", plan.rank() + "",
                "quota", plan.quota().toString(),
                "concurrency", plan.concurrency() + "",
                "streams", plan.streams() + "",
                "batch", plan.batch() + "",
                "jobs", bound(plan.jobs()),
                "rows", bound(plan.rows())));
    plan.limits().forEach((group, limit) -> said.put("limit of " + group, of(limit)));
    return said;
  }

  private static String bound(long most) {
    return most == Long.MAX_VALUE ? "unlimited" : most + "";
  }

  private static SortedMap<String, String> ofRule(Rule rule) {
    return new TreeMap<>(
        Map.of(
            "scope", rule.scope() == null ? "open" : rule.scope().id(),
            "group", rule.group(),
            "cost", rule.cost().toString(),
            "cache", rule.cache() == null ? NONE : rule.cache(),
            "work", rule.work(),
            "body", rule.bodyBytes() == 0 ? NONE : rule.bodyBytes() + " bytes",
            "addresses", sorted(rule.addresses()),
            "upstreams", sorted(rule.upstreams()),
            "end", rule.retired() == null ? NONE : rule.retired().toString()));
  }

  private static String of(Limit limit) {
    return "%d per %s, burst %d"
        .formatted(limit.units(), DurationText.of(limit.per()), limit.burst());
  }

  private static String scopes(Collection<Scope> scopes) {
    return sorted(scopes.stream().map(Scope::id).toList());
  }

  private static String sorted(Collection<?> things) {
    return things.isEmpty()
        ? NONE
        : things.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }
}
