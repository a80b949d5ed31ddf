package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTableTest {

  private static final List<String> SEGMENTS = List.of("a", "b", "ab", "{x}", "{y}");
  private static final List<String> METHODS = List.of("GET", "POST");

  private static RouteTable<String> table(String... routes) {
    return RouteTable.of(
        Stream.of(routes).collect(Collectors.toMap(Route::parse, Function.identity())));
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  /** No two parameters have the same name. */
  private static Route random(SplittableRandom random) {
    StringBuilder template = new StringBuilder();
    int depth = random.nextInt(4);
    for (int i = 0; i < depth; i++) {
      String segment = SEGMENTS.get(random.nextInt(SEGMENTS.size()));
      template.append('/').append(segment.replace("}", i + "}"));
    }
    if (random.nextInt(5) == 0) {
      template.append("/{rest*}");
    }
    String path = template.isEmpty() ? "/" : template.toString();
    return new Route(METHODS.get(random.nextInt(2)), path);
  }

  private static String path(SplittableRandom random) {
    return Stream.generate(() -> List.of("a", "b", "ab", "c", "").get(random.nextInt(5)))
        .limit(1 + random.nextInt(4))
        .collect(Collectors.joining("/", "/", random.nextInt(4) == 0 ? "/" : ""));
  }

  private static RouteTable<Route> random(SplittableRandom random, int most) {
    Map<Route, Route> routes = new HashMap<>();
    Set<String> shapes = new HashSet<>();
    for (int i = random.nextInt(most); i >= 0; i--) {
      Route route = random(random);
      if (shapes.add(route.shape())) {
        routes.put(route, route);
      }
    }
    return RouteTable.of(routes);
  }

  /** As slow as can be: each template as a pattern, the most exact of those that match. */
  private static Optional<Route> naive(RouteTable<Route> table, String method, String path) {
    String shorter = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return table.routes().stream()
        .filter(route -> route.method().equals(method))
        .filter(route -> pattern(route).matcher(shorter).matches())
        .min(Comparator.comparing(RouteTableTest::vagueness));
  }

  private static Pattern pattern(Route route) {
    String template = route.template().equals("/") ? "" : route.template();
    return Pattern.compile(
        template.replaceAll("/\\{[a-z0-9_]+\\*}", "(/.*)?").replaceAll("\\{[a-z0-9_]+}", "[^/]+"));
  }

  /** Smaller the more exact, segment by segment from the left; the end before the rest. */
  private static String vagueness(Route route) {
    return Stream.of(route.template().split("/"))
        .skip(1)
        .map(segment -> !segment.startsWith("{") ? "1" : segment.endsWith("*}") ? "3" : "2")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPathFindsTheMostExactOfTheRoutesThatMatch(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RouteTable<Route> table = random(random, 25);
    for (int i = 0; i < 200; i++) {
      String path = path(random);
      assertThat(table.find("GET", path)).as(path).isEqualTo(naive(table, "GET", path));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderOfTheRulesMakesNoDifference(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RouteTable<Route> table = random(random, 25);
    List<Route> other = new ArrayList<>(table.routes().reversed());
    assertThat(RouteTable.of(other.stream().collect(Collectors.toMap(r -> r, r -> r))))
        .isEqualTo(table)
        .hasSameHashCodeAs(table);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsCoveredIsFoundWhateverItsParametersAre(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RouteTable<Route> table = random(random, 25);
    table.routes().forEach(route -> assertThat(table.covers(route)).as(route + "").isTrue());
    for (int i = 0; i < 50; i++) {
      Route route = random(random);
      if (table.covers(route)) {
        String path =
            route
                .template()
                .replaceAll("\\{[a-z0-9_]+\\*}", "a/c/b")
                .replaceAll("\\{[a-z0-9_]+}", random.nextBoolean() ? "a" : "zz");
        assertThat(table.find(route.method(), path)).as(route + " as " + path).isPresent();
      }
    }
  }

  @Test
  void literalsWinOverParametersAndTheseOverTheRest() {
    var table = table("GET /v1/{asset}", "GET /v1/all", "GET /v1/{rest*}", "GET /v1/all/x");
    assertThat(table.find("GET", "/v1/all")).contains("GET /v1/all");
    assertThat(table.find("GET", "/v1/al")).contains("GET /v1/{asset}");
    assertThat(table.find("GET", "/v1/all/y")).contains("GET /v1/{rest*}");
    assertThat(table.find("GET", "/v1")).contains("GET /v1/{rest*}");
    assertThat(table.find("GET", "/v2")).isEmpty();
  }

  @Test
  void theExactWayWithoutTheMethodIsNoDeadEnd() {
    var table = table("POST /v1/all", "GET /v1/{asset}");
    assertThat(table.find("GET", "/v1/all")).contains("GET /v1/{asset}");
    assertThat(table.find("DELETE", "/v1/all")).isEmpty();
  }

  @Test
  void headIsGetAndASlashAtTheEndIsNothing() {
    var table = table("GET /", "GET /v1/prices/{asset}");
    assertThat(table.find("HEAD", "/v1/prices/btc/")).contains("GET /v1/prices/{asset}");
    assertThat(table.find("GET", "/")).contains("GET /");
    assertThat(table.find("GET", "/v1/prices/")).isEmpty();
    assertThat(table.find("GET", "/v1/prices//")).isEmpty();
    assertThat(table.find("GET", "//v1/prices/btc")).isEmpty();
    assertThat(table.find("get", "/")).isEmpty();
  }

  @Test
  void whatIsNoPathFindsNothing() {
    var table = table("GET /{rest*}");
    assertThat(table.find("GET", "")).isEmpty();
    assertThat(table.find("GET", "*")).isEmpty();
    assertThat(table.find("GET", "/any/thing")).isPresent();
    assertThat(RouteTable.of(Map.of()).find("GET", "/")).isEmpty();
  }

  @Test
  void oneSegmentDoesNotCoverATree() {
    var table = table("GET /docs/{page}", "GET /static/{rest*}");
    assertThat(table.covers(Route.parse("GET /docs/{rest*}"))).isFalse();
    assertThat(table.covers(Route.parse("GET /static/css/{rest*}"))).isTrue();
    assertThat(table.covers(Route.parse("GET /docs/{any}"))).isTrue();
    assertThat(table.covers(Route.parse("GET /docs/index"))).isTrue();
    assertThat(table.covers(Route.parse("GET /docs"))).isFalse();
  }

  @Test
  void twoRoutesForTheSameRequestsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("GET /v1/{a}", "GET /v1/{b}"))
        .withMessageEndingWith("are the same");
  }

  @Test
  void lookingUpMakesNothingButTheAnswer() {
    var table = table("GET /v1/prices/{asset}", "GET /v1/prices", "GET /v1/{any}", "GET /{rest*}");
    var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int lookups = 20_000;
    long before = memory.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < lookups; i++) {
      if (table.find("GET", "/v1/prices/btc").isEmpty()) {
        throw new AssertionError();
      }
    }
    long bytes = memory.getCurrentThreadAllocatedBytes() - before;
    // an Optional takes 16
    assertThat(bytes / lookups).isLessThanOrEqualTo(24);
  }

  /** Paths that make a naive search try every way. */
  @Test
  void aPathCostsNoMoreThanTheTableIsLarge() {
    List<String> routes = new ArrayList<>();
    for (int mask = 0; mask < 1 << 10; mask++) {
      StringBuilder route = new StringBuilder("POST ");
      for (int i = 0; i < 10; i++) {
        route.append((mask >> i & 1) == 1 ? "/a" : "/{p" + i + "}");
      }
      routes.add(route.toString());
    }
    var table = table(routes.toArray(String[]::new));
    for (int i = 0; i < 100; i++) {
      assertThat(table.find("GET", "/a".repeat(10))).isEmpty();
    }
    assertThat(table.find("POST", "/a".repeat(10))).contains("POST " + "/a".repeat(10));
  }
}
