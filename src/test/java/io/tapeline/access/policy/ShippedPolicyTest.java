package io.tapeline.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.Cost;
import io.tapeline.access.Limit;
import io.tapeline.access.Plan;
import io.tapeline.access.Policy;
import io.tapeline.access.Route;
import io.tapeline.access.Rule;
import io.tapeline.access.Scope;
import io.tapeline.http.Paging;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.Outsider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The policies that come with the program fit the service as it is. */
class ShippedPolicyTest {

  private static final Path FILE = Path.of("src/main/resources/policy.yaml");
  private static final Path CONTRACT = Path.of("openapi/openapi.yaml");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final Policy policy = PolicyFile.shipped();

  static byte[] file() {
    try {
      return Files.readAllBytes(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Rule rule(String method, String path) {
    return policy.rules().find(method, path).orElseThrow();
  }

  @Test
  void everyRouteOfTheServiceHasARule() {
    assertThat(ServiceRoutes.all()).hasSizeGreaterThan(25);
    assertThat(policy.uncovered(ServiceRoutes.all())).isEmpty();
  }

  @Test
  void theOpenOneHasTheSameRulesButLetsThisMachineAskVenues() {
    Policy open = PolicyFile.open();
    assertThat(open.uncovered(ServiceRoutes.all())).isEmpty();
    Map<Route, Rule> same = new HashMap<>(open.rules().entries());
    Map<Route, Rule> shipped = new HashMap<>(policy.rules().entries());
    Route backfills = Route.parse("POST /v1/backfills");
    Rule here = Objects.requireNonNull(same.remove(backfills));
    Rule guarded = Objects.requireNonNull(shipped.remove(backfills));
    assertThat(same).isEqualTo(shipped);
    assertThat(guarded.scope()).isEqualTo(Scope.ADMIN);
    assertThat(open.anonymousScopes()).contains(here.scope()).doesNotContain(Scope.ADMIN);
    assertThat(here.addresses()).extracting(Object::toString).containsExactly("127.0.0.0/8", "::1");
    assertThat(open.plans().keySet()).containsAll(Set.of("free", "pro", "desk", "internal"));
  }

  @Test
  void everyRouteOfTheContractHasARule() throws IOException {
    Object contract =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(CONTRACT));
    Map<?, ?> paths = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) contract).get("paths"));
    List<Route> routes =
        paths.entrySet().stream()
            .flatMap(
                path ->
                    ((Map<?, ?>) path.getValue())
                        .keySet().stream()
                            .map(Object::toString)
                            .filter(Set.of("get", "post", "put", "patch", "delete")::contains)
                            .map(verb -> verb.toUpperCase(Locale.ROOT))
                            .map(verb -> new Route(verb, path.getKey().toString())))
            .toList();
    assertThat(routes).hasSizeGreaterThanOrEqualTo(20);
    assertThat(policy.uncovered(routes)).isEmpty();
  }

  @Test
  void everyRuleIsForARouteOfTheService() {
    Set<Route> routes = ServiceRoutes.all();
    assertThat(policy.rules().routes())
        .allMatch(route -> routes.contains(route) || route.template().equals("/"));
  }

  @Test
  void everyUpstreamMayBeAskedByTheRequestsThatNeedIt() {
    assertThat(policy.rules().entries())
        .allSatisfy(
            (route, rule) -> assertThat(rule.upstreams()).as(route + "").isEqualTo(asked(route)));
    assertThat(Outsider.ALL)
        .allSatisfy(
            whom ->
                assertThat(policy.rules().entries().values())
                    .as("rules that name " + whom)
                    .anyMatch(rule -> Leave.of(rule.upstreams()).permits(whom)));
  }

  /** Whom a request by this route makes the service ask. */
  private static Set<String> asked(Route route) {
    if (route.template().equals("/v1/backfills")) {
      return Set.of("venues");
    }
    if (route.template().equals("/v1/predictions")) {
      return Set.of("models");
    }
    if (route.template().matches("/v1/chains/\\{chain}/(fees|(accounts|tokens|transactions)/.*)")) {
      return Set.of("chains");
    }
    boolean sends = route.method().equals("POST") && route.template().startsWith("/v1/webhooks");
    return sends ? Set.of("webhooks") : Set.of();
  }

  @Test
  void parametersAreCalledAsInTheResources() {
    assertThat(policy.rules().routes()).containsAll(ServiceRoutes.all());
  }

  @Test
  void pricesAndHistoryNeedNoKey() {
    for (String path : List.of("/v1/prices/btc", "/v1/candles/btc-usd", "/v1/status", "/docs")) {
      assertThat(rule("GET", path).admits(policy.anonymousScopes(), false, HERE).id())
          .as(path)
          .isEqualTo("allowed");
    }
    assertThat(policy.anonymousScopes())
        .containsExactlyInAnyOrder(
            Scope.PRICES_READ, Scope.HISTORY_READ, Scope.SIGNALS_READ, Scope.CHAIN_READ);
  }

  @Test
  void whateverChangesSomethingNeedsAKey() {
    policy
        .rules()
        .entries()
        .forEach(
            (route, rule) -> {
              // a token comes of a key, whatever that may do, and of nothing else
              boolean onlyAsks =
                  route.method().equals("GET")
                      || Set.of("/v1/batch", "/v1/auth/token").contains(route.template());
              if (!onlyAsks || route.template().startsWith("/v1/jobs")) {
                assertThat(rule.admits(policy.anonymousScopes(), false, HERE).id())
                    .as(route + "")
                    .isEqualTo("no_key");
              }
            });
    assertThat(rule("POST", "/v1/backfills").scope()).isEqualTo(Scope.ADMIN);
  }

  @Test
  void bodiesAreReadOnlyWhereThereIsOne() {
    policy
        .rules()
        .entries()
        .forEach(
            (route, rule) ->
                assertThat(rule.bodyBytes() > 0)
                    .as(route + "")
                    .isEqualTo(route.method().equals("POST")));
  }

  @Test
  void aPlanOfAHigherRankHasMoreOfEverything() {
    List<Plan> plans =
        policy.plans().values().stream().sorted(Comparator.comparingInt(Plan::rank)).toList();
    assertThat(plans)
        .extracting(Plan::name)
        .containsExactly("anonymous", "free", "pro", "desk", "internal");
    for (int i = 1; i < plans.size(); i++) {
      Plan less = plans.get(i - 1);
      Plan more = plans.get(i);
      assertThat(more.rows()).isGreaterThanOrEqualTo(less.rows());
      assertThat(more.jobs()).isGreaterThanOrEqualTo(less.jobs());
      assertThat(more.concurrency()).isGreaterThan(less.concurrency());
      assertThat(more.streams()).isGreaterThan(less.streams());
      assertThat(more.batch()).isGreaterThanOrEqualTo(less.batch());
      assertThat(more.limits().keySet()).isEqualTo(less.limits().keySet());
      less.limits().forEach((group, limit) -> assertMore(more.limits().get(group), limit));
    }
  }

  private static void assertMore(@Nullable Limit more, Limit less) {
    Limit limit = Objects.requireNonNull(more);
    assertThat(limit.emission()).isLessThan(less.emission());
    assertThat(limit.burst()).isGreaterThanOrEqualTo(less.burst());
  }

  @Test
  void theLongestPageIsTheContracts() {
    assertThat(Cost.MOST_ROWS).isEqualTo(Paging.MAX_LIMIT);
  }

  @Test
  void theVersionNamesTheContent() {
    assertThat(policy.version()).matches("shipped-[0-9a-f]{12}");
    byte[] other =
        (new String(file(), StandardCharsets.UTF_8) + "# more\n").getBytes(StandardCharsets.UTF_8);
    assertThat(PolicyFile.read(other))
        .isInstanceOfSatisfying(
            PolicyFile.Sound.class,
            sound -> {
              assertThat(sound.policy().version()).isNotEqualTo(policy.version());
              assertThat(sound.policy().changes(policy)).isEmpty();
            });
  }

  @Test
  void theWrittenCasesHold() {
    byte[] cases = BrokenPolicy.text("cases.yaml").getBytes(StandardCharsets.UTF_8);
    assertThat(PolicyCases.run(policy, cases)).isEqualTo(new PolicyCases.Tried(22, List.of()));
  }

  @Test
  void groupsAndClassesOfWorkAreAllUsed() {
    Stream<String> groups = policy.rules().entries().values().stream().map(Rule::group).distinct();
    assertThat(groups).containsExactlyInAnyOrder("read", "history", "write", "stream");
  }
}
