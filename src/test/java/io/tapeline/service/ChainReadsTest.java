package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.chain.command.ProofCommand;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.chain.evm.TestToken;
import io.tapeline.chain.proof.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Reads of the running service, on three nodes of a real chain, and what comes of their proofs. */
@Tag("service")
@QuarkusTest
@TestProfile(ChainReadsProfile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChainReadsTest {

  private static final String ACCOUNTS = "/v1/chains/local/accounts/";
  private static final BigInteger SUPPLY = new BigInteger("1000000000000000000000000");

  /** Of 1000 units. */
  private static final String TRANSFER =
      "0xa9059cbb" + "00".repeat(30) + "bad2" + "%064x".formatted(1_000);

  private static final int BLOCKS = 100;
  private static final int LOOKS = 400;

  private static Anvil anvil;
  private static FaultyNode b;
  private static FaultyNode c;
  private static TestToken token;

  @TempDir Path folder;

  private static int port(String node) {
    return URI.create(ConfigProvider.getConfig().getValue(ChainsProfile.url(node), String.class))
        .getPort();
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    anvil = Anvil.startAt(port("a"));
    b = new FaultyNode(anvil.url(), port("b"));
    c = new FaultyNode(anvil.url(), port("c"));
    token = TestToken.deploy(anvil, SUPPLY);
    var _ = anvil.mine(BLOCKS);
  }

  @AfterAll
  static void stop() {
    c.close();
    b.close();
    anvil.close();
  }

  @BeforeEach
  void follow() throws Exception {
    int newest = Integer.decode(anvil.ask("eth_blockNumber").asText());
    await(() -> given().get("/v1/chains/local/head").asString().contains("\"number\":" + newest));
  }

  private static void await(Supplier<Boolean> wanted) throws InterruptedException {
    for (int i = 0; i < LOOKS; i++) {
      if (wanted.get()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("it does not come");
  }

  private static String owner() {
    return ACCOUNTS + TestToken.OWNER.checksummed();
  }

  /** What {@code ./tapeline verify} says of a part of an answer, as it was sent. */
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

  /** Before others make blocks. */
  @Test
  @Order(1)
  void theDocumentedRequestHasTheDocumentedAnswer() throws Exception {
    String page = Files.readString(Path.of("docs/concepts/verified-reads.md"));
    Matcher example =
        Pattern.compile("curl 'http://localhost:8080(\\S+)'.*?```json\n(.*?)```", Pattern.DOTALL)
            .matcher(page);
    assertThat(example.find()).isTrue();
    ObjectMapper mapper = new ObjectMapper();
    Response answer = given().urlEncodingEnabled(false).get(example.group(1));
    JsonNode given = mapper.readTree(answer.asByteArray());
    requireLike("", mapper.readTree(example.group(2)), given);
    assertThat(verify(answer, "/proof")).contains("the hash is the one given");
  }

  /** Three dots stand for anything. */
  private static void requireLike(String where, JsonNode shown, JsonNode given) {
    if (shown.asText().equals("…")) {
      assertThat(given.isMissingNode() || given.isNull()).as(where).isFalse();
    } else if (shown.isObject()) {
      assertThat(given.properties()).as(where).hasSameSizeAs(shown.properties());
      shown
          .properties()
          .forEach(
              field ->
                  requireLike(
                      where + "/" + field.getKey(), field.getValue(), given.path(field.getKey())));
    } else if (shown.isArray()) {
      assertThat(given).as(where).hasSameSizeAs(shown);
      for (int i = 0; i < shown.size(); i++) {
        requireLike(where + "/" + i, shown.path(i), given.path(i));
      }
    } else {
      assertThat(given).as(where).isEqualTo(shown);
    }
  }

  @Test
  void anAccountComesWithBlockFinalityAndProofs() throws Exception {
    Response answer =
        given()
            .queryParam("slots", "0x2")
            .queryParam("tokens", token.contract().checksummed())
            .queryParam("require", "verified")
            .get(owner());
    answer
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("max-age=1,"))
        .header("Tapeline-As-Of", notNullValue())
        .body("chain", equalTo("local"))
        .body("address", equalTo(TestToken.OWNER.checksummed()))
        .body("verified", equalTo(true))
        .body("because", nullValue())
        .body("kind", equalTo("account"))
        .body("block.finality", equalTo("latest"))
        .body("block.confirmations", equalTo(1))
        .body("block.agreed", equalTo(true))
        .body("storage[0].value", equalTo("0x" + "0".repeat(64)))
        .body("tokens[0].balance", notNullValue())
        .body("tokens[0].symbol", equalTo("TPT"))
        .body("tokens[0].meaning", equalTo("inferred"))
        .body("tokens[0].verified", equalTo(true));
    String balance = answer.path("balance");
    assertThat(verify(answer, "/proof")).contains("balance " + balance + " wei");
    BigInteger units = new BigInteger(answer.<String>path("tokens[0].balance"));
    assertThat(verify(answer, "/tokens/0/proof"))
        .contains(answer.<String>path("tokens[0].slot") + ": 0x" + units.toString(16));
    given().get(owner() + "?proof=false").then().statusCode(200).body("proof", nullValue());
  }

  @Test
  void whatIsFinalAndMeantByNumberMayBeKeptForEver() {
    Response last = given().get(owner() + "?block=finalized");
    last.then().statusCode(200).body("block.finality", equalTo("finalized"));
    int number = last.path("block.number");
    given()
        .get(owner() + "?block=" + number)
        .then()
        .header("Cache-Control", containsString("immutable"))
        .body("block.hash", equalTo(last.path("block.hash")))
        .body("block.confirmations", equalTo(65));
    given()
        .get(owner() + "?block=99999999")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_block"));
  }

  @Test
  void everyWrongInputIsNamed() {
    given()
        .get(
            "/v1/chains/local/accounts/0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
                + "?slots=0x,7&tokens=0x12&block=newest&require=all&proof=maybe")
        .then()
        .statusCode(400)
        .body(
            "errors.parameter", hasItems("address", "slots", "tokens", "block", "require", "proof"))
        .body("errors[0].reason", containsString("EIP-55"));
    given()
        .get(owner() + "?slots=" + "0x1,".repeat(64) + "0x2")
        .then()
        .statusCode(400)
        .body("errors[0].reason", equalTo("must be 1 to 64 between commas"));
  }

  @Test
  void whatCantBeProvedIsSaidOrRefused() {
    String nobody = ACCOUNTS + "0x00000000000000000000000000000000000bad11";
    given()
        .get(nobody + "?tokens=" + nobody.substring(ACCOUNTS.length()))
        .then()
        .statusCode(200)
        .body("kind", equalTo("absent"))
        .body("verified", equalTo(true))
        .body("tokens[0].verified", equalTo(false))
        .body("tokens[0].balance", nullValue())
        .body("tokens[0].because", containsString("no ERC-20 token"));
    given()
        .get(nobody + "?require=verified&tokens=" + nobody.substring(ACCOUNTS.length()))
        .then()
        .statusCode(409)
        .body("code", equalTo("unprovable"));
  }

  @Test
  void aTokenComesWithItsSupplyProved() throws Exception {
    Response answer =
        given()
            .queryParam("require", "verified")
            .get("/v1/chains/local/tokens/" + token.contract());
    answer
        .then()
        .statusCode(200)
        .body("verified", equalTo(true))
        .body("kind", equalTo("contract"))
        .body("supply.units", equalTo(SUPPLY.toString()))
        .body("supply.meaning", equalTo("inferred"))
        .body("facts.verified", equalTo(false))
        .body("facts.name", equalTo("Tape Token"));
    assertThat(verify(answer, "/supply/proof")).contains("0x" + SUPPLY.toString(16));
    assertThat(verify(answer, "/proof")).contains(answer.<String>path("code_hash"));
  }

  @Test
  void aTransactionComesWithItsReceiptAndTheirPlaceInTheBlockProved() throws Exception {
    JsonNode receipt =
        TestToken.send(anvil, Map.of("to", token.contract().toString(), "data", TRANSFER));
    String id = receipt.path("transactionHash").asText();
    follow();
    Response answer =
        given().queryParam("require", "verified").get("/v1/chains/local/transactions/" + id);
    answer
        .then()
        .statusCode(200)
        .body("state", equalTo("included"))
        .body("verified", equalTo(true))
        .body("index", equalTo(0))
        .body("block.hash", equalTo(receipt.path("blockHash").asText()))
        .body("from", equalTo(TestToken.OWNER.checksummed()))
        .body("transaction.type", equalTo(2))
        .body("transaction.input", equalTo(TRANSFER))
        .body("receipt.succeeded", equalTo(true))
        .body("receipt.logs[0].address", equalTo(token.contract().checksummed()))
        .body("receipt.gas_used", equalTo(Integer.decode(receipt.path("gasUsed").asText())));
    assertThat(verify(answer, "/proof"))
        .contains(
            "transaction 0 is " + id,
            "sent by " + TestToken.OWNER.checksummed(),
            "receipt 0: succeeded, 1 log");
    given()
        .get("/v1/chains/local/transactions/0x" + "12".repeat(32))
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_transaction"))
        .body("detail", containsString("nodes answered, and none knows it"));
  }

  /** After others, since it stays so. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aNodeThatLiesIsNamedInTheStatusAndSetAside() throws Exception {
    var _ = c.becomes(FaultyNode.Fault.FALSE_CALL);
    for (int i = 0;
        i < 40 && !given().get("/v1/status").asString().contains("c is set aside");
        i++) {
      Address holder = Address.parse("0x%040x".formatted(0xabc_000 + i));
      given()
          .get(ACCOUNTS + holder + "?proof=false&tokens=" + token.contract())
          .then()
          .statusCode(200)
          .body("tokens[0].reported", equalTo("0"));
    }
    assertThat(given().get("/v1/status").asString())
        .contains("c is set aside (what it says was refuted again and again: it differs in");
  }
}
