package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyTest {

  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private static final Rule READ =
      new Rule(Scope.PRICES_READ, "read", Cost.ONE, "live", "read", 0, List.of(), Set.of("venues"));

  private static Plan plan(String name, int rank, long units) {
    return new Plan(
        name,
        rank,
        Map.of("read", new Limit(units, Duration.ofMinutes(1), 10)),
        new Quota(1_000L, null),
        1,
        2,
        3,
        Long.MAX_VALUE,
        Long.MAX_VALUE);
  }

  private static Policy policy(Map<String, Rule> rules, Plan... plans) {
    Map<Route, Rule> routes = new HashMap<>();
    rules.forEach((route, rule) -> routes.put(Route.parse(route), rule));
    Map<String, Plan> byName = new HashMap<>();
    for (Plan plan : plans) {
      byName.put(plan.name(), plan);
    }
    return new Policy(
        "mine",
        DIGEST,
        byName,
        "guest",
        Set.of(Scope.PRICES_READ),
        "guest",
        Map.of("live", new CachePolicy(Duration.ofSeconds(1), Duration.ofMinutes(5))),
        Set.of(),
        RouteTable.of(routes));
  }

  private static Rule with(@Nullable Scope scope, Cost cost) {
    return new Rule(scope, "read", cost, null, "read", 1_024, List.of(), Set.of());
  }

  @Test
  void theVersionIsTheNameAndTheContent() {
    assertThat(policy(Map.of(), plan("guest", 0, 60)).version()).isEqualTo("mine-0123456789ab");
  }

  @Test
  void whatNoRuleIsForIsUncovered() {
    Policy policy =
        policy(
            Map.of("GET /v1/prices/{asset}", READ, "GET /docs/{rest*}", READ),
            plan("guest", 0, 60));
    assertThat(
            policy.uncovered(
                List.of(
                    Route.parse("POST /v1/prices/{asset}"),
                    Route.parse("GET /v1/prices/{coin}"),
                    Route.parse("GET /docs"),
                    Route.parse("GET /docs/{rest*}"),
                    Route.parse("GET /v1/{all*}"),
                    Route.parse("GET /v1/prices"),
                    Route.parse("GET /v1/prices"))))
        .containsExactly("GET /v1/prices", "POST /v1/prices/{asset}", "GET /v1/{all*}");
  }

  @Test
  void nothingChangesAgainstItself() {
    Policy policy = policy(Map.of("GET /a/{x}", READ), plan("guest", 0, 60));
    assertThat(policy.changes(policy)).isEmpty();
    assertThat(policy(Map.of("GET /a/{y}", READ), plan("guest", 0, 60)).changes(policy)).isEmpty();
  }

  @Test
  void everyChangeIsASentence() {
    Policy before =
        policy(
            Map.of("GET /a", READ, "GET /b/{x}", READ, "GET /c", READ),
            plan("guest", 0, 60),
            plan("old", 1, 60));
    Policy after =
        policy(
            Map.of(
                "GET /a", READ,
                "GET /b/{y}", with(null, new Cost(1, 100L, null)),
                "POST /c", READ),
            plan("guest", 2, 120),
            plan("new", 1, 60));
    assertThat(after.changes(before))
        .containsExactly(
            "GET /b/{y}: body is 1024 bytes, was none",
            "GET /b/{y}: cache is none, was live",
            "GET /b/{y}: cost is 1 and 1 for each 100 rows, was 1",
            "GET /b/{y}: scope is open, was prices:read",
            "GET /b/{y}: upstreams is none, was venues",
            "GET /c is gone",
            "POST /c is new: cache live; cost 1; group read; scope prices:read;"
                + " upstreams venues; work read",
            "plan guest: limit of read is 120 per 1m, burst 10, was 60 per 1m, burst 10",
            "plan guest: rank is 2, was 0",
            "plan new is new: batch 3; concurrency 1; jobs unlimited; limit of read 60 per 1m,"
                + " burst 10; quota 1000 a day; rank 1; rows unlimited; streams 2",
            "plan old is gone");
    assertThat(before.changes(after)).hasSameSizeAs(after.changes(before));
  }

  @Test
  void aPolicyThatNamesWhatItHasNotIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(Map.of(), plan("member", 0, 60)))
        .withMessage("there is no plan guest");
    Rule other = new Rule(null, "write", Cost.ONE, null, "read", 0, List.of(), Set.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(Map.of("GET /a", other), plan("guest", 0, 60)))
        .withMessage("plan guest has no limit for write");
    Rule cached = new Rule(null, "read", Cost.ONE, "slow", "read", 0, List.of(), Set.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(Map.of("GET /a", cached), plan("guest", 0, 60)))
        .withMessage("there is no cache slow");
  }

  @Test
  void plansAndQuotasHaveNoNegativeBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> plan("guest", -1, 60));
    assertThatIllegalArgumentException().isThrownBy(() -> new Quota(0L, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Quota(2L, 1L));
    assertThat(Quota.NONE).hasToString("none");
    assertThat(new Quota(1L, 2L)).hasToString("1 a day, 2 a month");
    assertThat(new Quota(null, 2L)).hasToString("2 a month");
  }
}
