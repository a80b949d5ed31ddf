package io.tapeline.service;

import static io.tapeline.service.TestKeys.admin;
import static io.tapeline.service.TestKeys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs are of the tenant that asked for them, and nothing at all to others. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class JobsOfTenantsTest {

  private static final String JOBS = "/v1/jobs/";

  private static String tenant = "";
  private static String ours = "";
  private static String colleague = "";
  private static String theirs = "";

  @Inject DataSource database;

  @BeforeEach
  void prepare() throws InterruptedException {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
    if (tenant.isEmpty()) {
      tenant = TestKeys.tenant("asks for jobs", "pro");
      String scopes = "\"scopes\":[\"jobs:write\"]";
      ours = TestKeys.secret(tenant, scopes);
      colleague = TestKeys.secret(tenant, scopes);
      theirs = TestKeys.secret(TestKeys.tenant("has jobs too", "pro"), scopes);
    }
  }

  private static Response export(String key, String idempotencyKey, String market) {
    Response taken =
        as(key)
            .contentType("application/json")
            .header("Idempotency-Key", idempotencyKey)
            .body("{\"id\":\"" + market + "\",\"format\":\"csv\",\"to\":\"2016-01-01T00:00:00Z\"}")
            .post("/v1/exports");
    taken.then().statusCode(202);
    return taken;
  }

  private static void unknown(Response answer) {
    answer
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("unknown_job"));
  }

  @Test
  void anotherTenantsJobIsNotThere() throws Exception {
    Response job = ExportJobs.finished(() -> as(ours), export(ours, "not there", "kraken:btc-usd"));
    String address = JOBS + job.path("id");
    job.then().body("state", equalTo("succeeded")).body("tenant", equalTo(tenant));
    for (String rest : List.of("", "/events", "/result")) {
      unknown(as(theirs).get(address + rest));
      as(colleague).get(address + rest).then().statusCode(200);
      admin().get(address + rest).then().statusCode(200);
    }
    as(ours).get(address + "/events").then().body(containsString("\"state\":\"succeeded\""));
    unknown(as(theirs).delete(address));
    assertThat(as(ours).delete(address).<String>path("code")).isEqualTo("job_state");
    assertThat(admin().delete(address).<String>path("code")).isEqualTo("job_state");
    as(theirs)
        .contentType("application/json")
        .body("{\"requests\":[{\"path\":\"" + address + "\"}]}")
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("data.status", contains(404));
  }

  @Test
  void aListHasOnesOwn() {
    String one = export(ours, "listed", "kraken:eth-usd").path("id");
    String other = export(theirs, "listed", "kraken:eth-usd").path("id");
    assertThat(as(ours).get("/v1/jobs").<List<String>>path("data.id"))
        .contains(one)
        .doesNotContain(other);
    assertThat(as(theirs).get("/v1/jobs").<List<String>>path("data.id"))
        .contains(other)
        .doesNotContain(one);
    assertThat(as(colleague).get("/v1/jobs").<List<String>>path("data.tenant"))
        .containsOnly(tenant);
    admin().get("/v1/jobs?limit=5000").then().body("data.id", hasItems(one, other));
    as(ours).get("/v1/jobs?limit=1&kind=backfill").then().body("data", empty());
  }

  @Test
  void anIdempotencyKeyIsOfATenant() throws InterruptedException {
    String one = export(ours, "the same", "kraken:btc-usd").path("id");
    String other = export(theirs, "the same", "kraken:sol-usd").path("id");
    assertThat(other).isNotEqualTo(one);
    for (int i = 0; i < 20; i++) { // what is known meanwhile makes it no other request
      assertThat(export(colleague, "the same", "kraken:btc-usd").<String>path("id")).isEqualTo(one);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    as(colleague)
        .contentType("application/json")
        .header("Idempotency-Key", "the same")
        .body("{\"id\":\"kraken:sol-usd\"}")
        .post("/v1/exports")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_conflict"));
  }

  @Test
  void aTenantWithAllItsJobsLeavesRoomForOthers() throws SQLException {
    String small = TestKeys.tenant("asks for too many jobs", "free");
    String key = TestKeys.secret(small, "\"scopes\":[\"jobs:write\"]");
    as(key).get("/v1/account").then().body("plan.jobs", equalTo(10));
    String known = export(key, "known", "kraken:btc-usd").path("id");
    try (Connection connection = database.getConnection()) {
      fill(connection, UUID.fromString(small), 10);
      as(key)
          .contentType("application/json")
          .body("{\"id\":\"kraken:eth-usd\"}")
          .post("/v1/exports")
          .then()
          .statusCode(429)
          .header("Retry-After", equalTo("10"))
          .body("code", equalTo("too_many_own_jobs"))
          .body("detail", containsString("cancel one"));
      assertThat(export(key, "known", "kraken:btc-usd").<String>path("id")).isEqualTo(known);
      export(theirs, "there is room", "kraken:btc-usd");
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM job WHERE tenant = ? AND request = '{}'")) {
        delete.setObject(1, UUID.fromString(small));
        delete.executeUpdate();
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** Jobs that nobody begins, since this transaction holds them until its end. */
  private static void fill(Connection connection, UUID of, int count) throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO job (id, tenant, kind, request, upstreams, state)"
                    + " SELECT gen_random_uuid(), ?, 'export', '{}', '', 'running'"
                    + " FROM generate_series(1, ?)");
        PreparedStatement hold =
            connection.prepareStatement(
                "SELECT id FROM job WHERE tenant = ? AND state = 'running' FOR UPDATE")) {
      insert.setObject(1, of);
      insert.setInt(2, count);
      insert.executeUpdate();
      connection.setAutoCommit(false);
      hold.setObject(1, of);
      hold.execute();
    }
  }

  @Test
  void whatNoTenantAskedForIsForAdministrators() throws SQLException {
    UUID id = UUID.randomUUID();
    try (Connection connection = database.getConnection();
        PreparedStatement old =
            connection.prepareStatement(
                "INSERT INTO job (id, kind, request, upstreams, state, finished_at)"
                    + " VALUES (?, 'export', '{}', '', 'cancelled', clock_timestamp())")) {
      old.setObject(1, id);
      old.executeUpdate();
    }
    unknown(as(ours).get(JOBS + id));
    admin().get(JOBS + id).then().statusCode(200).body("tenant", nullValue());
    admin().get("/v1/jobs?limit=5000").then().body("data.id", hasItem(id.toString()));
  }
}
