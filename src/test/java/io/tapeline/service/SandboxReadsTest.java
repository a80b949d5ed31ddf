package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.chain.command.ProofCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads of the simulated chain, which has all that the main network has, and nodes that fail. */
@Tag("service")
@QuarkusTest
@TestProfile(SandboxChainProfile.class)
class SandboxReadsTest {

  private static final String CHAIN = "/v1/chains/sandbox-ethereum";
  private static final String USDC = "0x05f0060b96411083b9c99271f0ea9c7a43f6e2aa";
  private static final String WETH = "0xffebf03c958ca8f90a5104c60d0e848d1ddbc54b";
  private static final String PAIR = "0xf3543230c4a5644a839d6edb926cd9f0dd66320f";
  private static final int LOOKS = 600;
  private static final int TYPES = 5;

  @TempDir Path folder;

  private static String sandbox(String path) {
    return "http://127.0.0.1:" + SandboxProfile.venuesPort() + path;
  }

  @BeforeEach
  void follow() throws InterruptedException {
    var _ = await(CHAIN + "/head", head -> head.statusCode() == 200);
    // whom a test before has hurt
    var _ = await("/v1/chains", each -> !each.asString().contains("\"failing\""));
  }

  @AfterEach
  void heal() {
    given().delete(sandbox("/sandbox/faults")).then().statusCode(204);
  }

  private static Response await(String address, Predicate<Response> wanted)
      throws InterruptedException {
    Response last = given().get(address);
    for (int i = 0; i < LOOKS && !wanted.test(last); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      last = given().get(address);
    }
    assertThat(wanted.test(last)).as(last.asString()).isTrue();
    return last;
  }

  private String verify(Response answer, String pointer) throws IOException {
    JsonNode proof = new ObjectMapper().readTree(answer.asByteArray()).at(pointer);
    Path file = Files.writeString(folder.resolve("proof.json"), proof.toString());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        new ProofCommand(new PrintStream(said, true, StandardCharsets.UTF_8))
            .run(List.of(file.toString(), "--block", answer.path("block.hash")));
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
    return said.toString(StandardCharsets.UTF_8);
  }

  /** Of each type one, from the newest blocks down. */
  private static Map<Integer, String> transactions() throws IOException {
    Map<Integer, String> found = new TreeMap<>();
    int newest = given().get(CHAIN + "/head").path("latest.number");
    for (int number = newest; number > newest - 1_000 && found.size() < TYPES; number--) {
      String question =
          "{\"id\":1,\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x%x\",true]}"
              .formatted(number);
      JsonNode block =
          new ObjectMapper()
              .readTree(given().body(question).post(sandbox("/chain/a")).asByteArray());
      for (JsonNode each : block.path("result").path("transactions")) {
        found.putIfAbsent(
            Integer.decode(each.path("type").asText("0x0")), each.path("hash").asText());
      }
    }
    return found;
  }

  @Test
  void transactionsOfEveryTypeAreProvedWithTheirReceipts() throws Exception {
    Map<Integer, String> byType = transactions();
    assertThat(byType).containsOnlyKeys(0, 1, 2, 3, 4);
    for (Map.Entry<Integer, String> each : byType.entrySet()) {
      Response answer =
          given().queryParam("require", "verified").get(CHAIN + "/transactions/" + each.getValue());
      answer
          .then()
          .statusCode(200)
          .body("feed", equalTo("sandbox"))
          .body("verified", equalTo(true))
          .body("transaction.type", equalTo(each.getKey()));
      int index = answer.path("index");
      assertThat(verify(answer, "/proof"))
          .contains("transaction " + index + " is " + each.getValue(), "receipt " + index + ":");
    }
  }

  @Test
  void balancesAndSupplyOfItsTokensAreProved() throws Exception {
    Response holder =
        given()
            .queryParam("tokens", USDC + "," + WETH)
            .queryParam("require", "verified")
            .get(CHAIN + "/accounts/" + PAIR);
    holder
        .then()
        .statusCode(200)
        .body("feed", equalTo("sandbox"))
        .body("kind", equalTo("contract"))
        .body("tokens.meaning", contains("inferred", "inferred"))
        .body("tokens.symbol", contains("USDC", "WETH"));
    assertThat(verify(holder, "/tokens/1/proof")).contains(holder.<String>path("tokens[1].slot"));
    Response token = given().queryParam("require", "verified").get(CHAIN + "/tokens/" + USDC);
    token
        .then()
        .statusCode(200)
        .body("feed", equalTo("sandbox"))
        .body("supply.slot", equalTo("0x" + "0".repeat(63) + "2"))
        .body("facts.decimals", equalTo(6));
    assertThat(verify(token, "/supply/proof")).contains("0002: 0x");
  }

  @Test
  void stateThatNodesDoNotKeepIsSaidNotToBeProvable() {
    int newest = given().get(CHAIN + "/head").path("latest.number");
    given()
        .get(CHAIN + "/accounts/" + PAIR + "?require=verified&block=" + (newest - 2_000))
        .then()
        .statusCode(409)
        .body("code", equalTo("unprovable"));
  }

  @ParameterizedTest
  @CsvSource({"forge,absurd", "silent,slow", "error,down", "html,malformed", "limit,limited"})
  void whateverOneNodeDoesReadsAreProvedAndItIsNamed(String fault, String named) throws Exception {
    given()
        .body(
            "{\"chain\":\"sandbox-ethereum\",\"node\":\"b\",\"fault\":\"%s\",\"for_ms\":120000}"
                .formatted(fault))
        .post(sandbox("/sandbox/faults"))
        .then()
        .statusCode(201);
    for (int i = 0; i < 3; i++) {
      given()
          .queryParam("slots", "0x" + i)
          .queryParam("tokens", WETH)
          .queryParam("require", "verified")
          .get(CHAIN + "/accounts/" + PAIR)
          .then()
          .statusCode(200);
    }
    var _ =
        await(
            "/v1/chains",
            each -> {
              String state = each.path("data[0].nodes[1].state");
              String told = each.path("data[0].nodes[1].fault");
              return state.equals("aside") || named.equals(told) || "resting".equals(told);
            });
    assertThat(given().get("/v1/status").asString()).containsPattern("b( is set aside)? \\(");
  }
}
