package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.chain.bitcoin.node.MinedBlock;
import io.tapeline.chain.bitcoin.node.MinedChain;
import io.tapeline.chain.bitcoin.node.NodeServer;
import io.tapeline.chain.command.ProofCommand;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The running service follows a chain of Bitcoin, of which one node lies and one fails. */
@Tag("service")
@QuarkusTest
@TestProfile(BitcoinProfile.class)
class BitcoinChainTest {

  private static final String HEAD = "/v1/chains/btc/head";
  private static final String STORED = "/v1/chains/btc/blocks?limit=300";
  private static final String EVENTS = "/v1/chains/btc/events";
  private static final int LOOKS = 400;
  private static final int SALT = 1;
  private static final int OTHER = 2;

  private static int port(String node) {
    return URI.create(ConfigProvider.getConfig().getValue(BitcoinProfile.url(node), String.class))
        .getPort();
  }

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

  private static boolean is(Response response, String path, Object value) {
    return response.statusCode() == 200 && value.equals(response.path(path));
  }

  /** The proof is checked as a caller does it, and one that is changed does not hold. */
  private static void requireProved(MinedBlock block) throws IOException {
    String id = block.ids().getFirst().toString();
    Response answer = given().get("/v1/chains/btc/transactions/" + id + "?headers=3");
    answer
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("number", equalTo((int) block.height()))
        .body("hash", equalTo(block.hash().toString()))
        .body("finality", equalTo("safe"))
        .body("on_chain_by", equalTo("work"))
        .body("proof.following", hasSize(3));
    String proof = new ObjectMapper().readTree(answer.asString()).path("proof").toString();
    assertThat(verify(proof))
        .contains("proved: " + id + " is transaction 0 of block " + block.hash());
    String encoded = answer.path("proof.transaction.encoded");
    String changed = encoded.replaceFirst("^02", "01");
    assertThat(verify(proof.replace(encoded, changed))).startsWith("not proved");
    given()
        .get("/v1/chains/btc/transactions/" + "12".repeat(32))
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_transaction"));
  }

  private static String verify(String proof) throws IOException {
    Path file = Files.createTempFile("proof", ".json");
    try {
      Files.writeString(file, proof);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      var _ = new ProofCommand(new PrintStream(said, true, UTF_8)).run(List.of(file.toString()));
      return said.toString(UTF_8);
    } finally {
      Files.delete(file);
    }
  }

  private static Response awaitStored(MinedChain chain) throws InterruptedException {
    return await(STORED, each -> is(each, "data[0].hash", chain.tip().hash().toString()));
  }

  /** The id of the one that tells the newest block, from the beginning on. */
  private static String lastEvent(MinedChain chain) throws Exception {
    try (WatchedEvents events = WatchedEvents.of(EVENTS, "0_0_0")) {
      events.await(
          all ->
              all.named("block").size() == chain.blocks().size()
                  && !all.named("finality").isEmpty());
      assertThat(events.named("head").getFirst().data()).contains(chain.tip().hash().toString());
      assertThat(events.named("block").getLast().data())
          .contains("\"hash\":\"" + chain.tip().hash() + "\"");
      return events.stored().getLast().id();
    }
  }

  /** The reorg to who comes back, each block once and in its order. */
  private static void requireTold(MinedChain before, MinedChain now, String last) throws Exception {
    try (WatchedEvents events = WatchedEvents.of(EVENTS, last)) {
      events.await(all -> all.named("block").size() == 4);
      List<String> told =
          events.stored().stream()
              .filter(each -> !each.name().equals("finality"))
              .map(each -> each.name() + " " + new JsonObject(each.data()).getString("hash"))
              .toList();
      assertThat(told)
          .containsExactly(
              "withdrawn " + before.at(110).hash(),
              "withdrawn " + before.at(109).hash(),
              "withdrawn " + before.at(108).hash(),
              "block " + now.at(108).hash(),
              "block " + now.at(109).hash(),
              "block " + now.at(110).hash(),
              "block " + now.at(111).hash());
    }
  }

  /** One after the other, since each needs what came before. */
  @Test
  void theHeadHasTheMostWorkWhateverNodesDo() throws Exception {
    MinedChain chain = MinedChain.regtest().mine(110, SALT);
    MinedChain broken = chain.fork(110).mineWithoutWork();
    try (NodeServer first = new NodeServer(chain, port("a"));
        NodeServer liar = new NodeServer(broken, port("b"));
        NodeServer explorer = new NodeServer(chain, port("c"))) {
      await(
              HEAD,
              response -> is(response, "latest.number", 110) && is(response, "safe.number", 105))
          .then()
          .body("chain_id", nullValue())
          .body("latest.hash", equalTo(chain.tip().hash().toString()))
          .body("latest.confirmations", equalTo(1))
          .body("safe.confirmations", equalTo(6))
          .body("finalized.confirmations", equalTo(100))
          .body("finality", equalTo("depth"))
          .body("agreed_by", contains("a", "c"))
          .body("stale", equalTo(false));
      await("/v1/chains", each -> is(each, "data[0].nodes[1].state", "aside"))
          .then()
          .body("data[0].kind", equalTo("bitcoin"))
          .body("data[0].network", equalTo("regtest"))
          .body("data[0].nodes[1].fault", equalTo("contradicting"));
      assertThat(given().get("/v1/status").asString())
          .contains("b is set aside", "too_little_work");

      given()
          .get("/v1/chains/btc/fees?blocks=3")
          .then()
          .statusCode(200)
          .body("unit", equalTo("sat/vB"))
          .body("hash", equalTo(chain.tip().hash().toString()))
          .body("suggestions.speed", contains("slow", "normal", "fast"))
          .body("suggestions[2].sources.nodes", equalTo("12.345"))
          .body("suggestions[2].priority_fee", nullValue())
          .body("said_by", contains("a", "c"));

      requireProved(chain.at(104));

      Response stored = awaitStored(chain);
      stored
          .then()
          .body("data", hasSize(111))
          .body("data[0].finality", equalTo("latest"))
          .body("data[0].confirmations", equalTo(1))
          .body("data[5].finality", equalTo("safe"))
          .body("data[99].finality", equalTo("finalized"))
          .body("data[0].transactions", equalTo(1))
          .body("data[0].fees_satoshi", equalTo(0))
          .body("data[0].revision", equalTo(1));

      String begin = chain.at(1).header().time().toString();
      given()
          .get("/v1/chains/btc/metrics?interval=1h&limit=10&from=" + begin)
          .then()
          .statusCode(200)
          .body("data", hasSize(10))
          .body("data[2].complete", equalTo(true))
          .body("data[2].blocks", equalTo(6))
          .body("data[2].block_seconds", equalTo("600"))
          .body("data[2].transactions", equalTo(6))
          .body("data[2].finality", equalTo("safe"));

      MinedChain longer = chain.fork(107).mine(4, OTHER);
      String last = lastEvent(chain);
      var _ = explorer.has(longer);
      await(HEAD, response -> is(response, "latest.number", 111))
          .then()
          .body("latest.hash", equalTo(longer.tip().hash().toString()))
          .body("reorgs", equalTo(1))
          .body("deepest_reorg", equalTo(3))
          .body("agreed_by", contains("c"));

      var _ = first.has(longer);
      awaitStored(longer)
          .then()
          .body("data", hasSize(112))
          .body("data[0].revision", equalTo(1))
          .body("data[1].revision", equalTo(2));
      requireTold(chain, longer, last);
      Response before = given().get(STORED + "&as_of=" + stored.header("Tapeline-As-Of"));
      assertThat(before.<Object>path("data")).isEqualTo(stored.path("data"));
      given()
          .get(STORED + "&withdrawn=true")
          .then()
          .body("data.findAll { it.withdrawn_at != null }.number", contains(110, 109, 108));

      var _ = explorer.becomes(NodeServer.Fault.HTML);
      await(HEAD, response -> is(response, "nodes[2].fault", "malformed"))
          .then()
          .body("latest.number", equalTo(111))
          .body("because", equalTo("1 of its 3 nodes say where it is, and 2 must."));
      var _ = first.has(longer);
      var _ = liar.has(longer);
      await(HEAD, response -> is(response, "agreed_by.size()", 2))
          .then()
          .body("because", nullValue());
    }
  }
}
