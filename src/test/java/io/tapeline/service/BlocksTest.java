package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.chain.evm.FaultyNode.Fault;
import io.tapeline.contract.CallbackJudge;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The running service stores the blocks of a real node, and answers what was known when. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredChainProfile.class)
class BlocksTest {

  private static final String BLOCKS = "/v1/chains/local/blocks";
  private static final String EVENTS = "/v1/chains/local/events";
  private static final int LOOKS = 400;

  @Inject MeterRegistry registry;

  private static Response await(String address, Predicate<Response> wanted)
      throws InterruptedException {
    Response last = given().get(address);
    for (int i = 0; i < LOOKS && !wanted.test(last); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      last = given().get(address);
    }
    assertThat(wanted.test(last)).as(last.asString()).isTrue();
    return last;
  }

  /** Until this is the newest that is stored. */
  private static Response awaitStored(Anvil node) throws Exception {
    String hash = node.ask("eth_getBlockByNumber", "latest", false).path("hash").asText();
    return await(
        BLOCKS + "?limit=200",
        answer -> answer.statusCode() == 200 && hash.equals(answer.path("data[0].hash")));
  }

  private static List<String> hashes(Response answer) {
    return answer.path("data.hash");
  }

  /** One after the other, since each needs what came before. */
  @Test
  void blocksAreStoredAsTheyComeAndStaySeenAsTheyWereKnown() throws Exception {
    try (Anvil node = Anvil.startAt(StoredChainProfile.port("a"), "--no-mining");
        FaultyNode faulty = new FaultyNode(node.url(), StoredChainProfile.port("b"));
        WatchedEvents watched = WatchedEvents.of(EVENTS, null)) {
      watched.await(all -> !all.named("head").isEmpty());
      var _ = node.mine(100);
      Response all = awaitStored(node);
      all.then()
          .body("data", hasSize(100))
          .body("data[0].number", equalTo(100))
          .body("data[0].finality", equalTo("latest"))
          .body("data[0].confirmations", equalTo(1))
          .body("data[99].number", equalTo(1))
          .body("data[99].finality", equalTo("finalized"))
          .body("data[40].finality", equalTo("safe"))
          .body("data[40].confirmations", equalTo(41))
          .body("data[0].revision", equalTo(1));
      String before = all.header("Tapeline-As-Of");
      assertThat(before).isNotNull();

      var _ = node.transfers(3).mine(2);
      Response sent = awaitStored(node);
      assertThat(sent.<List<Integer>>path("data.transactions").stream().mapToInt(i -> i).sum())
          .isEqualTo(3);
      reorg(node, watched);
      fails(node, faulty);

      Response asKnown = given().queryParam("as_of", before).queryParam("limit", 200).get(BLOCKS);
      assertThat(asKnown.<List<Map<String, Object>>>path("data"))
          .isEqualTo(all.<List<Map<String, Object>>>path("data"));
      asKnown.then().header("Cache-Control", containsString("immutable"));
    }
    asked();
  }

  private static void reorg(Anvil node, WatchedEvents watched) throws Exception {
    Response gone = given().get(BLOCKS + "?from=91&to=103&limit=12");
    String moment = gone.header("Tapeline-As-Of");
    String receipt = gone.header("Tapeline-Receipt");
    var _ = node.reorg(12);
    awaitStored(node)
        .then()
        .body("data", hasSize(102))
        .body("data[0].revision", equalTo(2))
        .body("data[12].revision", equalTo(1));
    assertThat(hashes(given().get(BLOCKS + "?from=91&to=103")))
        .doesNotContainAnyElementsOf(hashes(gone));
    assertThat(hashes(given().queryParam("as_of", moment).get(BLOCKS + "?from=91&to=103")))
        .isEqualTo(hashes(gone));
    Response both = given().get(BLOCKS + "?from=91&withdrawn=true");
    both.then().body("data", hasSize(24)).body("data[1].withdrawn_at", notNullValue());
    assertThat(hashes(both)).containsAll(hashes(gone));
    if (receipt != null) {
      Response again = given().urlEncodingEnabled(false).get("/v1/receipts/" + receipt);
      assertThat(again.asByteArray()).isEqualTo(gone.asByteArray());
    }
    watched.await(all -> all.named("withdrawn").size() == 12 && all.named("block").size() == 114);
    assertThat(watched.named("withdrawn").getFirst().data()).contains("\"number\":102");
    CallbackJudge contract = CallbackJudge.ofEvents("/v1/chains/{chain}/events");
    assertThat(watched.all()).extracting(WatchedEvents.Event::name).contains("head", "finality");
    watched.all().forEach(each -> assertThat(contract.faults(each.data())).isEmpty());
    assertThat(contract.faults("{\"chain\":\"local\"}")).isNotEmpty();
    List<WatchedEvents.Event> told = watched.stored();
    try (WatchedEvents again = WatchedEvents.of(EVENTS, told.get(50).id())) {
      again.await(all -> all.stored().size() == told.size() - 51);
      assertThat(again.stored()).isEqualTo(told.subList(51, told.size()));
    }
    given().get("/v1/chains/nope/events").then().statusCode(404);
    given().header("Last-Event-ID", "7").get(EVENTS).then().statusCode(400);
  }

  /** Whatever one of two nodes does, what the other has is stored. */
  private void fails(Anvil node, FaultyNode faulty) throws Exception {
    for (Fault fault :
        List.of(
            Fault.HTML, Fault.TRUNCATED, Fault.OTHER_RECEIPTS, Fault.LYING, Fault.OTHER_CHAIN)) {
      var _ = faulty.becomes(fault);
      var _ = node.transfers(1).mine(3);
      awaitStored(node);
    }
    var _ = faulty.becomes(Fault.NONE);
    Response stored = given().get(BLOCKS + "?limit=200");
    for (Map<String, Object> block : stored.<List<Map<String, Object>>>path("data")) {
      String number = "0x" + Integer.toHexString((Integer) requireNonNull(block.get("number")));
      assertThat(node.ask("eth_getBlockByNumber", number, false).path("hash").asText())
          .isEqualTo(block.get("hash"));
    }
    assertThat(counted("tapeline.chain.blocks.withdrawn")).isEqualTo(12);
    assertThat(counted("tapeline.chain.blocks.stored")).isEqualTo(102 + 12 + 15);
    assertThat(registry.get("tapeline.chain.backlog").tag("chain", "local").gauge().value())
        .isZero();
    assertThat(registry.get("tapeline.chain.node.lag").tag("node", "a").gauge().value()).isZero();
    given()
        .get("/v1/status")
        .then()
        .body("freshness[0].name", equalTo("chain_local"))
        .body("freshness[0].objective_ms", equalTo(60_000))
        .body("freshness[0].ok", equalTo(false));
  }

  private double counted(String meter) {
    return registry.get(meter).tag("chain", "local").counter().count();
  }

  private static void asked() {
    Response first = given().get(BLOCKS + "?limit=60");
    Response second = given().queryParam("cursor", first.<String>path("next")).get(BLOCKS);
    assertThat(first.<Integer>path("data[59].number") - 1)
        .isEqualTo(second.<Integer>path("data[0].number"));
    String time = given().get(BLOCKS + "?from=10&to=11").path("data[0].time");
    given()
        .queryParam("from", time)
        .queryParam("to", 12)
        .get(BLOCKS)
        .then()
        .body("data.number", contains(11, 10));
    given().get(BLOCKS + "?from=7&to=3").then().statusCode(400);
    given().get(BLOCKS + "?as_of=2261-01-01T00:00:00Z").then().statusCode(400);
    given().get("/v1/chains/nope/blocks").then().statusCode(404);
  }
}
