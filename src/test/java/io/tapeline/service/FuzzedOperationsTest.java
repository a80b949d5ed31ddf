package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tapeline.TestData;
import io.tapeline.contract.ContractJudge;
import io.tapeline.fuzz.Fuzzing;
import io.tapeline.fuzz.Known;
import io.tapeline.fuzz.RequestMaker;
import io.tapeline.fuzz.Wire;
import io.tapeline.webhook.http.TestReceiver;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the contract, asked by chance, under the shipped policy, with all kinds of
 * keys and without one: no failure of ours, no silence, nothing said that the contract doesn't say,
 * and no secret in the log. {@code -Dtapeline.test.seed=N} asks the same again.
 *
 * <p>Spared are the keys that ask, and their tenant: only others are ended, replaced or given
 * another plan, so that the run stays meaningful to its end.
 */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class FuzzedOperationsTest {

  private static final long SEED = 42;
  private static final int SOME = 1_500;
  private static final int MANY = 20_000;
  private static final int VICTIMS = 40;
  private static final String ALL_SCOPES =
      "\"scopes\":[\"prices:read\",\"history:read\",\"signals:read\",\"chain:read\",\"jobs:write\",\"webhooks:write\","
          + "\"keys:write\"]";

  private static final int HOOKS_TO_DELETE = 8;

  @Inject Vertx vertx;

  private final Known known = new Known();
  private final List<String> secrets = new ArrayList<>();
  private TestReceiver receiver;

  @BeforeEach
  void listen() throws Exception {
    receiver = new TestReceiver(vertx);
  }

  @AfterEach
  void hangUp() {
    receiver.close();
  }

  private static List<byte[]> corpus() throws IOException {
    List<byte[]> all = new ArrayList<>();
    Path folder = TestData.path("badinput/JSONTestSuite/test_parsing");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }

  @Test
  void nothingThatIsAskedBreaksAnything() throws Exception {
    Fuzzing _ = ask(SOME); // so few that some operation may never have been asked well
  }

  @Test
  @Tag("long")
  void nothingThatIsAskedForLongBreaksAnything() throws Exception {
    assertThat(ask(MANY).neverAnswered())
        .as("operations that never succeeded; the job that is known is over")
        .isSubsetOf("DELETE /v1/jobs/{job}");
  }

  private Fuzzing ask(int requests) throws Exception {
    List<byte[]> corpus = corpus();
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
    know();
    ContractJudge judge = ContractJudge.committed();
    Fuzzing fuzzing =
        new Fuzzing(
            new RequestMaker(judge.document(), known, corpus),
            new Wire(RestAssured.port),
            judge,
            secrets);
    Logger log = Logger.getLogger("");
    log.addHandler(fuzzing.log());
    try {
      fuzzing.run(Long.getLong("tapeline.test.seed", SEED), requests);
    } finally {
      log.removeHandler(fuzzing.log());
    }
    System.out.println(fuzzing.summary());
    assertThat(fuzzing.faults()).as(fuzzing.summary()).isEmpty();
    return fuzzing;
  }

  // ---------------------------------------------------------------- what there is to ask for

  private void know() throws InterruptedException {
    String tenant = TestKeys.tenant("fuzzing", "internal");
    knowKeys(tenant);
    knowVictims();
    known
        .with("asset", "btc", "eth", "usdt", "BTC", "ada")
        .with("assets", "btc", "btc,eth", "usdt,btc")
        .with("id", "btc", "btc-usd", "coinbase:btc-usd", "kraken:eth-usd")
        .with("market", "coinbase:btc-usd", "binance:btc-usdt", "okx:btc-usdt")
        .with("venue", "coinbase", "binance,okx")
        .with("quote", "usd", "USD")
        .with("limit", "1", "2", "100", "5000")
        .with("interval", "1s", "1m", "5m", "1h")
        .with("fields", "id", "name", "asset", "data", "open_time,close", "price,sources")
        .with("names", "rsi(14)", "sma(2),macd", "bollinger(20,2.5),bop", "rsi(0)")
        .with("strategies", "ma_cross", "macd,composite", "rsi_regime")
        .with("POST /v1/backtests assets", "btc", "eth-usd", "coinbase:btc-usd")
        .with("POST /v1/backtests strategies", "macd", "ma_cross(5,20)")
        .with("strategy", "ma_cross", "composite")
        .with("benchmark", "btc", "eth-usd")
        .with("confidence", "0.9", "0.99")
        .with("risk_free", "0.04", "0")
        .with("width", "1", "5")
        .with("window", "3", "30")
        .with("kind", "crypto", "export")
        .with("overlap", "PT0S", "PT1H")
        .with("plan", "free", "pro")
        .with("scopes", "prices:read", "history:read")
        .with("addresses", "127.0.0.1", "10.0.0.0/8", "::1")
        .with("chain", "ethereum", "local")
        .with("address", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045")
        .with("contract", "0xdAC17F958D2ee523a2206206994597C13D831ec7")
        .with("GET /v1/chains/{chain}/transactions/{id} id", "0x" + "12".repeat(32))
        .with("slots", "0x0", "0x0,0x1")
        .with("tokens", "0xdAC17F958D2ee523a2206206994597C13D831ec7")
        .with("block", "latest", "finalized", "1")
        .with("require", "any", "verified")
        .with("tenant", tenant)
        .with("path", "/v1/prices/btc", "/v1/assets?limit=2", "/v1/assets/none", "/v1/status")
        .with("if_none_match", "*")
        .with("note", "a note", "");
    knowTimes();
    knowJobs();
    knowWebhooks();
    knowCursors();
  }

  private void knowTimes() {
    long now = System.currentTimeMillis();
    List<String> times = new ArrayList<>();
    for (long back : new long[] {0, 1_000, 5_000, 30_000, 3_600_000, 86_400_000}) {
      times.add(Long.toString(now - back));
      times.add(Instant.ofEpochMilli(now - back).toString());
    }
    known
        .with("from", times)
        .with("to", times)
        .with("time", times)
        .with("as_of", times)
        .with("expires", Instant.ofEpochMilli(now + 86_400_000).toString());
  }

  private void knowKeys(String tenant) {
    String all = TestKeys.secret(tenant, ALL_SCOPES);
    String test = TestKeys.secret(tenant, ALL_SCOPES + ",\"test\":true");
    String narrow = TestKeys.secret(tenant, "\"scopes\":[\"chain:read\"]");
    String elsewhere =
        TestKeys.secret(tenant, "\"scopes\":[\"prices:read\"],\"addresses\":[\"192.0.2.7\"]");
    Response ended = TestKeys.key(tenant, ALL_SCOPES);
    TestKeys.admin().delete("/v1/keys/" + ended.path("key.id")).then().statusCode(200);
    String admin = "Authorization: Bearer " + GuardedSandbox.ADMIN;
    secrets.addAll(List.of(GuardedSandbox.ADMIN, all, test, narrow, elsewhere));
    secrets.add(ended.path("secret"));
    known
        .with("Authorization", Collections.nCopies(40, admin))
        .with("Authorization", "authorization: bearer " + GuardedSandbox.ADMIN + " ")
        .with("Authorization", "Authorization: Bearer " + all, "X-API-Key: " + all)
        .with("Authorization", "Authorization: Bearer " + test, "X-API-Key: " + narrow)
        .with("Authorization", "X-API-Key: " + elsewhere)
        .with("Authorization", "X-API-Key: " + ended.path("secret"))
        .with("Authorization", "Authorization: Basic " + GuardedSandbox.ADMIN)
        .with("Authorization", "Authorization: " + GuardedSandbox.ADMIN)
        .with("Authorization", "Authorization: Bearer", "Authorization:", "X-API-Key:")
        .with("Authorization", "Authorization: Bearer tl_live_\u00e9", "X-API-Key: tl_test_")
        .with("Authorization", "X-API-Key: " + all.substring(0, all.length() - 1) + "~")
        .with("key", TestKeys.as(all).get("/v1/account").<String>path("key"));
  }

  private void knowVictims() {
    String plain = TestKeys.tenant("victims", "internal");
    List<String> keys = new ArrayList<>();
    List<String> tenants = new ArrayList<>();
    for (int i = 0; i < VICTIMS; i++) {
      Response made = TestKeys.key(plain, "\"scopes\":[\"prices:read\"]");
      secrets.add(made.path("secret"));
      keys.add(made.path("key.id"));
      if (i % 4 == 0) {
        tenants.add(TestKeys.tenant("victim " + i, "free"));
      }
    }
    known
        .with("DELETE /v1/keys/{key} key", keys)
        .with("POST /v1/keys/{key}/rotate key", keys)
        .with("DELETE /v1/admin/tenants/{tenant} tenant", tenants)
        .with("POST /v1/admin/tenants/{tenant} tenant", tenants);
  }

  private void knowJobs() throws InterruptedException {
    String body = "{\"data\":\"candles\",\"id\":\"coinbase:btc-usd\",\"format\":\"csv\"}";
    String job = TestKeys.admin().body(body).post("/v1/exports").path("id");
    for (int i = 0; i < 300; i++) {
      if ("succeeded".equals(TestKeys.admin().get("/v1/jobs/" + job).path("state"))) {
        known.with("job", job);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("the export does not end");
  }

  private void knowWebhooks() throws InterruptedException {
    String hook = webhook();
    String tested = "/v1/webhooks/" + hook;
    TestKeys.admin().post(tested + "/test").then().statusCode(202);
    receiver.await(1);
    List<String> hooks = Stream.generate(this::webhook).limit(HOOKS_TO_DELETE).toList();
    known
        .with("POST /v1/webhooks url", receiver.url())
        .with("POST /v1/webhooks series", "btc", "eth-usd", "coinbase:btc-usd")
        .with("POST /v1/webhooks strategies", "macd", "composite")
        .with("POST /v1/webhooks intervals", "1h", "1d")
        .with("POST /v1/webhooks min_strength", "0.3", "1")
        .with("webhook", hook)
        .with("DELETE /v1/webhooks/{webhook} webhook", hooks)
        .with("delivery", TestKeys.admin().get(tested + "/deliveries").<String>path("data[0].id"));
  }

  private String webhook() {
    String events = "{\"signals\":{\"intervals\":[\"1d\"]}}";
    Response made =
        TestKeys.admin()
            .contentType("application/json")
            .body("{\"url\":\"" + receiver.url() + "\",\"events\":" + events + "}")
            .post("/v1/webhooks");
    made.then().statusCode(201);
    return made.path("id");
  }

  private void knowCursors() {
    for (String list : List.of("/v1/assets", "/v1/markets", "/v1/venues", "/v1/keys")) {
      known.with("GET " + list + " cursor", next(list));
    }
    known.with("GET /v1/candles/{id} cursor", next("/v1/candles/btc"));
    known.with("GET /v1/trades/{market} cursor", next("/v1/trades/coinbase:btc-usd"));
    Response answer =
        TestKeys.admin()
            .get("/v1/candles/coinbase:btc-usd?as_of=" + (System.currentTimeMillis() - 5_000));
    String token = answer.header("Tapeline-Receipt");
    if (token != null) {
      known.with("token", token);
    }
  }

  private static List<String> next(String list) {
    String next = TestKeys.admin().get(list + "?limit=1").path("next");
    return next == null ? List.of() : List.of(next);
  }
}
