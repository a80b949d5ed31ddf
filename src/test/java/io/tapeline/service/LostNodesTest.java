package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.BlackHole;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.ops.health.ServiceReadiness;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Blocks are stored in time while a node can't be reached, and are all there when all could not.
 */
@Tag("service")
@QuarkusTest
@TestProfile(LostNodesProfile.class)
class LostNodesTest {

  private static final String BLOCKS = "/v1/chains/local/blocks";
  private static final int LOOKS = 800;

  /** Less than a node may take for an answer: nobody waits for one that does not come. */
  private static final Duration IN_TIME = Duration.ofMillis(1_900);

  private final Map<String, FaultyNode> doors = new HashMap<>();

  @Inject MeterRegistry registry;
  @Inject @Readiness ServiceReadiness readiness;

  private static Response await(String address, Predicate<Response> wanted)
      throws InterruptedException {
    Response last = given().get(address);
    for (int i = 0; i < LOOKS && !wanted.test(last); i++) {
      TimeUnit.MILLISECONDS.sleep(25);
      last = given().get(address);
    }
    assertThat(wanted.test(last)).as(last.asString()).isTrue();
    return last;
  }

  private void open(Anvil node, String... names) throws Exception {
    for (String name : names) {
      doors.put(name, new FaultyNode(node.url(), LostNodesProfile.port(name)));
    }
  }

  private void shut(String... names) {
    for (String name : names) {
      requireNonNull(doors.remove(name)).close();
    }
  }

  private static String newest(Anvil node) throws Exception {
    return node.ask("eth_getBlockByNumber", "latest", false).path("hash").asText();
  }

  private static Response awaitStored(Anvil node) throws Exception {
    String hash = newest(node);
    return await(
        BLOCKS + "?limit=500",
        answer -> answer.statusCode() == 200 && hash.equals(answer.path("data[0].hash")));
  }

  /** Block after block, each of them stored before a lost node would have had to answer. */
  private static void blocksComeInTime(Anvil node) throws Exception {
    List<Duration> late = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      var _ = node.mine(1);
      Instant began = Instant.now();
      awaitStored(node);
      late.add(Duration.between(began, Instant.now()));
    }
    assertThat(late.stream().sorted().toList().get(9)).as(late.toString()).isLessThan(IN_TIME);
  }

  private static Response awaitNode(int place, String state) throws InterruptedException {
    String path = "data[0].nodes[%d].state".formatted(place);
    return await("/v1/chains", answer -> state.equals(answer.path(path)));
  }

  private static String problem() {
    return String.valueOf(
        given().get("/v1/status").<String>path("parts.find { it.name == 'chains' }.problem"));
  }

  private double upstream(String meter, String node) {
    return registry
        .get("tapeline.upstream." + meter)
        .tag("upstream", "chain-local/" + node)
        .meters()
        .stream()
        .flatMap(each -> StreamSupport.stream(each.measure().spliterator(), false))
        .mapToDouble(Measurement::getValue)
        .sum();
  }

  /** One after the other, since each needs what came before. */
  @Test
  void blocksAreStoredWhateverNodesCanNotBeReached() throws Exception {
    try (Anvil node = Anvil.start()) {
      var _ = node.mine(50);
      // c is not there when the service begins, and nobody is yet
      given().get("/v1/chains/local/head").then().statusCode(503);
      open(node, "a", "b");
      awaitStored(node).then().body("data", hasSize(50));
      refused(node);
      swallowed(node);
      back(node);
      allLost(node);
    } finally {
      doors.values().forEach(FaultyNode::close);
    }
  }

  private void refused(Anvil node) throws Exception {
    double before = upstream("prevented", "a");
    blocksComeInTime(node);
    awaitNode(2, "failing");
    assertThat(problem()).contains("Nodes that do not work: c (");
    assertThat(registry.get("tapeline.chain.node.lag").tag("node", "c").gauge().value()).isNaN();
    assertThat(upstream("prevented", "c")).as("left alone").isPositive();
    assertThat(upstream("prevented", "a")).isEqualTo(before);
  }

  private void swallowed(Anvil node) throws Exception {
    try (BlackHole hole = new BlackHole(LostNodesProfile.port("c"))) {
      while (hole.taken() == 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      double before = upstream("timeouts", "c");
      blocksComeInTime(node);
      await("/v1/chains", _ -> upstream("timeouts", "c") > before);
      assertThat(problem()).contains("c (");
      given()
          .get("/v1/chains/local/fees?blocks=3")
          .then()
          .statusCode(200)
          .body("said_by", hasSize(2));
    }
  }

  private void back(Anvil node) throws Exception {
    open(node, "c");
    awaitNode(2, "working");
    blocksComeInTime(node);
    await(
        "/v1/chains/local/head",
        answer -> Integer.valueOf(3).equals(answer.path("agreed_by.size()")));
    await("/v1/status", _ -> problem().equals("null"));
    // one that stored blocks came from is lost on the way
    shut("a");
    blocksComeInTime(node);
    open(node, "a");
    awaitNode(0, "working");
  }

  private void allLost(Anvil node) throws Exception {
    Response before = awaitStored(node);
    int stored = before.<List<?>>path("data").size();
    shut("a", "b", "c");
    await("/v1/chains/local/head", answer -> answer.path("because") != null);
    assertThat(problem())
        .contains("0 of its 3 nodes say where it is, and 2 must agree.")
        .contains("a (")
        .contains("b (")
        .contains("c (");
    Map<String, Object> ready = readiness.call().getData().orElseThrow();
    assertThat(String.valueOf(ready.get("degraded"))).contains("chains");
    assertThat(readiness.notReadyBecause()).isEmpty();
    given().get("/v1/status").then().body("parts.find { it.name == 'chains' }.ok", equalTo(false));
    given()
        .get(BLOCKS + "?limit=1")
        .then()
        .body("data[0].hash", equalTo(before.path("data[0].hash")));

    // the chain goes on, and takes back what nobody saw taken back
    var _ = node.reorg(5);
    var _ = node.mine(300);
    open(node, "b");
    TimeUnit.MILLISECONDS.sleep(1_500);
    given()
        .get(BLOCKS + "?limit=1")
        .then()
        .body("data[0].hash", equalTo(before.path("data[0].hash")));
    open(node, "a", "c");
    Response all = awaitStored(node);
    all.then().body("data", hasSize(stored + 300));
    requireSame(node, all);
    given()
        .get(BLOCKS + "?limit=1&withdrawn=true&from=" + (stored - 4) + "&to=" + (stored - 3))
        .then()
        .statusCode(200);
    assertThat(
            registry.get("tapeline.chain.blocks.withdrawn").tag("chain", "local").counter().count())
        .isEqualTo(5);
    await("/v1/status", _ -> problem().equals("null"));
    assertThat(String.valueOf(readiness.call().getData().orElseThrow().get("degraded")))
        .doesNotContain("chains");
  }

  private static void requireSame(Anvil node, Response stored) throws Exception {
    for (Map<String, Object> block : stored.<List<Map<String, Object>>>path("data")) {
      String number = "0x" + Integer.toHexString((Integer) requireNonNull(block.get("number")));
      assertThat(node.ask("eth_getBlockByNumber", number, false).path("hash").asText())
          .isEqualTo(block.get("hash"));
    }
  }
}
