package io.tapeline.service;

import static io.tapeline.service.TestKeys.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.tapeline.access.command.AdminCommand;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command line does over HTTP what an administrator asks for. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class AdminCommandTest {

  @Inject Clock clock;

  @BeforeEach
  void prepare() throws InterruptedException {
    TestKeys.awaitAdmin();
  }

  private record Outcome(int code, String text) {}

  private Outcome runWith(String key, String... words) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    String service = "http://127.0.0.1:" + RestAssured.port;
    int code =
        new AdminCommand(
                Map.of("TAPELINE_URL", service, "TAPELINE_KEY", key),
                clock,
                new PrintStream(text, true, UTF_8))
            .run(List.of(words));
    return new Outcome(code, text.toString(UTF_8));
  }

  private Outcome run(String... words) {
    return runWith(GuardedSandbox.ADMIN, words);
  }

  @Test
  void tenantsAndKeysAreMadeListedAndEnded() {
    Outcome tenant = run("tenants", "create", "by command", "--plan", "pro");
    assertThat(tenant.code).as(tenant.text).isZero();
    assertThat(tenant.text).contains("  pro  by command");
    String id = tenant.text.substring(0, 36);
    Outcome key = run("keys", "create", "--tenant", id, "--scopes", "prices:read", "--note", "x y");
    assertThat(key.code).as(key.text).isZero();
    assertThat(key.text).contains("tl_live_", "good  prices:read  x y");
    String keyId = key.text.substring(0, 36);
    assertThat(run("keys", "list", "--tenant", id).text).startsWith(keyId);
    assertThat(run("keys", "rotate", keyId, "--overlap", "PT1H").text).contains("tl_live_");
    assertThat(run("keys", "revoke", keyId).text).contains("revoked ");
    assertThat(run("tenants", "close", id).text).contains("closed ");
  }

  @Test
  void usageIsToldByDayKeyAndRoute() throws InterruptedException {
    String tenant = TestKeys.tenant("used by command", "pro");
    String key = TestKeys.secret(tenant, "\"scopes\":[\"prices:read\"]");
    as(key).get("/v1/assets/btc").then().statusCode(200);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Outcome usage = run("usage", "--tenant", tenant, "--days", "1");
    while (usage.text.isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
      usage = run("usage", "--tenant", tenant, "--days", "1");
    }
    assertThat(usage.code).isZero();
    assertThat(usage.text)
        .matches(
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                + "  key:[0-9a-f-]{36}  GET /v1/assets/\\{asset}  1 requests, 1 units, 0 refused\n");
    assertThat(runWith(key, "usage").text).isEqualTo(usage.text);
    Outcome others = runWith(key, "usage", "--tenant", TestKeys.tenant("not theirs", "free"));
    assertThat(others.code).isEqualTo(1);
    assertThat(others.text).contains("must be your own tenant's id");
  }

  @Test
  void whatMakesNoSenseIsSaid() {
    for (String days : List.of("0", "-1", "x", "10000")) {
      assertThat(run("usage", "--days", days).code).as(days).isEqualTo(2);
    }
    assertThat(run("keys", "make").code).isEqualTo(2);
    assertThat(run("tenants", "create").text).contains("a name is missing");
    assertThat(runWith("tl_live_nonsense", "tenants", "list").code).isEqualTo(1);
  }
}
