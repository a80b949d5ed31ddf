package io.tapeline.service;

import static io.tapeline.service.TestKeys.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.job.app.Jobs;
import io.tapeline.job.app.Jobs.Asker;
import io.tapeline.job.app.Jobs.Order;
import io.tapeline.ops.upstream.Outsider;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests have nobody asked outside the house whom their rule does not name. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class UpstreamRulesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** An hour that is in no store. */
  private static final String LONG_AGO =
      "\"from\":\"2016-01-01T00:00:00.000Z\",\"to\":\"2016-01-01T01:00:00.000Z\"";

  @Inject Jobs jobs;

  @Inject @Any Instance<VenueProtocol> protocols;

  @BeforeEach
  void prepare() throws InterruptedException {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
  }

  @AfterEach
  void generousAgain() {
    TestKeys.reload(GuardedSandbox.generous()).then().statusCode(200);
  }

  private static void backfillsMayAsk(String upstreams) {
    String policy = GuardedSandbox.generous().replace(", upstreams: [venues]", upstreams);
    assertThat(policy).isNotEqualTo(GuardedSandbox.generous());
    TestKeys.reload(policy).then().statusCode(200);
  }

  private static String request(String market) {
    return "{\"market\":\"" + market + "\"," + LONG_AGO + "}";
  }

  private static Response backfill(String market) {
    return admin().body(request(market)).post("/v1/backfills");
  }

  private static void refused(Response answer, String venue) {
    answer
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("upstream_not_allowed"))
        .body("detail", containsString("ask " + venue + "."));
  }

  private static String newestBackfill() {
    return String.valueOf(admin().get("/v1/jobs?kind=backfill&limit=1").<String>path("data[0].id"));
  }

  @Test
  void aVenueThatTheRuleDoesNotNameIsNotAskedAndNothingIsBegun() throws Exception {
    backfillsMayAsk(", upstreams: [kraken, okx]");
    String before = newestBackfill();
    refused(backfill("binance:btc-usdt"), "binance");
    assertThat(newestBackfill()).isEqualTo(before);
    backfill("binance:nothing-usdt").then().statusCode(404);
    Response taken = backfill("kraken:btc-usd");
    backfillsMayAsk("");
    refused(backfill("kraken:btc-usd"), "kraken");
    ExportJobs.finished(TestKeys::admin, taken).then().body("state", equalTo("succeeded"));
  }

  @Test
  void aJobHasNobodyElseAskedThanTheRuleOfItsRequestNamed() throws Exception {
    UUID id =
        jobs.submit(
                new Asker(null, true),
                new Order("backfill", "{}", request("binance:btc-usdt"), Set.of("kraken"), 1_000),
                null)
            .await()
            .atMost(PATIENCE)
            .id();
    Response job = admin().get("/v1/jobs/" + id);
    for (int i = 0; i < 200 && !"failed".equals(job.path("state")); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      job = admin().get("/v1/jobs/" + id);
    }
    job.then()
        .body("state", equalTo("failed"))
        .body(
            "failure",
            equalTo("The policy does not let this request make the service ask binance."));
  }

  @Test
  void everyVenueHasANameInPolicies() {
    assertThat(
            protocols.stream()
                .map(protocol -> Outsider.venue(protocol.venue().id()))
                .collect(Collectors.toSet()))
        .isEqualTo(Outsider.ALL);
  }
}
