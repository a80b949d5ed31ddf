package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.FaultyNode;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The running service follows a chain of real nodes, one of which lies and one of which fails. */
@Tag("service")
@QuarkusTest
@TestProfile(ChainsProfile.class)
class ChainsTest {

  private static final String HEAD = "/v1/chains/local/head";
  private static final String OTHER_MINER = "0x00000000000000000000000000000000000000ff";
  private static final int LOOKS = 400;

  private static int port(String node) {
    return URI.create(ConfigProvider.getConfig().getValue(ChainsProfile.url(node), String.class))
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

  private static void feesAreThoseOfTheHead(Response head) {
    given()
        .get("/v1/chains/Local/fees?blocks=5")
        .then()
        .statusCode(200)
        .body("chain", equalTo("local"))
        .body("unit", equalTo("gwei"))
        .body("hash", equalTo(head.<String>path("latest.hash")))
        .body("number", equalTo(100))
        .body("confirmations", equalTo(1))
        .body("suggestions.speed", contains("slow", "normal", "fast"))
        .body("suggestions.expected_blocks", contains(1, 1, 1))
        .body("history", hasSize(5))
        .body("said_by", contains("a", "b"))
        .body("next_base_fee", notNullValue());
  }

  /** One after the other, since each needs what came before. */
  @Test
  void theHeadIsWhatNodesAgreeOnWhateverOneOfThemDoes() throws Exception {
    given()
        .get(HEAD)
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("chain_unavailable"));
    given().get("/v1/chains/local/fees").then().statusCode(503);
    given().get("/v1/chains/locla/head").then().statusCode(404).body("near", contains("local"));

    try (Anvil real = Anvil.startAt(port("a"));
        FaultyNode second = new FaultyNode(real.url(), port("b"));
        Anvil liar = Anvil.startAt(port("c"))) {
      // two that began in the same second would have the same blocks
      var _ = liar.ask("anvil_setCoinbase", OTHER_MINER);
      var _ = real.mine(100);
      var _ = liar.mine(120);
      Response head = await(HEAD, response -> is(response, "latest.number", 100));
      head.then()
          .body("chain_id", equalTo(31_337))
          .body("feed", equalTo("live"))
          .body("safe.lag_blocks", equalTo(32))
          .body("finalized.lag_blocks", equalTo(64))
          .body("agreed_by", contains("a", "b"))
          .body("stale", equalTo(false))
          .body("because", nullValue());
      assertThat(head.<String>path("latest.hash"))
          .isEqualTo(real.ask("eth_getBlockByNumber", "latest", false).path("hash").asText());

      feesAreThoseOfTheHead(head);
      Response aside = await("/v1/chains", each -> is(each, "data[0].nodes[2].state", "aside"));
      aside
          .then()
          .body("data", hasSize(1))
          .body("data[0].nodes[2].fault", equalTo("contradicting"));
      assertThat(given().get("/v1/status").asString()).contains("c is set aside");

      String before = head.path("latest.hash");
      var _ = real.reorg(12);
      Response after =
          await(HEAD, each -> each.statusCode() == 200 && !before.equals(each.path("latest.hash")));
      after.then().body("reorgs", equalTo(1)).body("deepest_reorg", equalTo(12));

      var _ = second.becomes(FaultyNode.Fault.HTML);
      // an audit may find it out before the next look at heads does
      String tooFew = "1 of its 3 nodes say where it is, and 2 must agree.";
      await(HEAD, each -> is(each, "nodes[1].fault", "malformed") && is(each, "because", tooFew))
          .then()
          .body("latest.number", equalTo(100))
          .body("because", equalTo(tooFew));
      var _ = second.becomes(FaultyNode.Fault.NONE);
      var _ = real.mine(5);
      await(HEAD, each -> is(each, "latest.number", 105)).then().body("because", nullValue());
    }
  }
}
