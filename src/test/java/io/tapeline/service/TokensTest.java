package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.TestKeys.admin;
import static io.tapeline.service.TestKeys.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tapeline.access.ApiKey;
import io.tapeline.access.app.KnownKeys;
import io.tapeline.access.token.KeyTokens;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A key is exchanged for a token, which can do no more and lasts no longer. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class TokensTest {

  private static final String READS = "\"scopes\":[\"prices:read\",\"history:read\"]";
  private static final String JWKS = "/.well-known/jwks.json";

  private static String tenant = "";

  @Inject DataSource database;
  @Inject KnownKeys keys;
  @Inject KeyTokens tokens;

  @BeforeEach
  void prepare() throws Exception {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
    if (tenant.isEmpty()) {
      tenant = TestKeys.tenant("tokens", "pro");
      await(Duration.ofSeconds(20), () -> given().get(JWKS).path("keys[0].kid") != null);
    }
  }

  private static void await(Duration patience, Callable<Boolean> done) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!done.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static Response exchange(String key, String body) {
    return as(key).contentType("application/json").body(body).post("/v1/auth/token");
  }

  private static String token(String key) {
    Response made = exchange(key, "{}");
    made.then().statusCode(200);
    return made.path("access_token");
  }

  private static void refused(Response answer, int status, String code) {
    answer.then().statusCode(status).body("code", equalTo(code));
  }

  private static JsonPath part(String token, int part) {
    return new JsonPath(new String(HandmadeToken.decoded(token.split("\\.")[part]), UTF_8));
  }

  @Test
  void aKeyIsExchangedForATokenThatOthersCanCheck() throws Exception {
    Response made = TestKeys.key(tenant, READS);
    Response exchanged = exchange(made.path("secret"), "");
    exchanged
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("no-store"))
        .body("token_type", equalTo("Bearer"))
        .body("expires_in", equalTo(300))
        .body("scopes", contains("prices:read", "history:read"));
    String token = exchanged.path("access_token");
    JsonPath header = part(token, 0);
    JsonPath claims = part(token, 1);
    assertThat(header.<String, Object>getMap(""))
        .containsOnlyKeys("alg", "kid", "typ")
        .containsEntry("alg", "ES256")
        .containsEntry("typ", "at+jwt");
    assertThat(claims.<String, Object>getMap(""))
        .containsOnlyKeys(
            "iss", "aud", "sub", "client_id", "tenant", "scope", "iat", "nbf", "exp", "jti")
        .containsEntry("iss", "tapeline")
        .containsEntry("aud", "tapeline")
        .containsEntry("sub", made.path("key.id"))
        .containsEntry("tenant", tenant)
        .containsEntry("scope", "prices:read history:read");
    assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(300);
    assertThat(claims.getLong("nbf")).isLessThanOrEqualTo(claims.getLong("iat"));
    assertThat(HandmadeToken.isOf(published(header.getString("kid")), token)).isTrue();
  }

  /** As anybody would read it, without our library. */
  private static PublicKey published(String id) throws Exception {
    Map<String, String> key =
        given().get(JWKS).jsonPath().getMap("keys.find { it.kid == '" + id + "' }");
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point =
        new ECPoint(
            new BigInteger(1, HandmadeToken.decoded(key.getOrDefault("x", ""))),
            new BigInteger(1, HandmadeToken.decoded(key.getOrDefault("y", ""))));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
  }

  @Test
  void aTokenIsTakenAsItsKeyIs() {
    Response made = TestKeys.key(tenant, READS);
    String token = token(made.path("secret"));
    as(token).get("/v1/prices/btc").then().statusCode(200);
    as(token)
        .get("/v1/account")
        .then()
        .body("tenant", equalTo(tenant))
        .body("key", equalTo(made.path("key.id")))
        .body("plan.name", equalTo("pro"))
        .body("scopes", containsInAnyOrder("prices:read", "history:read"));
    refused(as(token).get("/v1/jobs"), 403, "missing_scope");
    refused(given().header("X-API-Key", token).get("/v1/prices/btc"), 401, "unknown_key");
    refused(
        as(token).header("X-API-Key", made.path("secret")).get("/v1/prices/btc"),
        401,
        "unknown_key");
    given().get("/v1/prices/btc?access_token=" + token).then().statusCode(400);
  }

  @Test
  void aTokenCountsAsItsKey() throws Exception {
    String key = TestKeys.secret(TestKeys.tenant("tokens that count", "pro"), READS);
    String token = token(key);
    String asked = "data.find { it.route == 'GET /v1/assets/{asset}' }.requests";
    as(key).get("/v1/assets/btc").then().statusCode(200);
    as(token).get("/v1/assets/btc").then().statusCode(200);
    as(token).get("/v1/assets/btc").then().statusCode(200);
    await(
        Duration.ofSeconds(20),
        () -> Integer.valueOf(3).equals(as(key).get("/v1/account/usage").path(asked)));
  }

  @Test
  void aTokenMayDoLessThanItsKeyAndNeverMore() {
    String key = TestKeys.secret(tenant, READS);
    Response less = exchange(key, "{\"scopes\":[\"prices:read\"],\"expires_in\":60}");
    less.then()
        .statusCode(200)
        .body("expires_in", equalTo(60))
        .body("scopes", contains("prices:read"));
    String token = less.path("access_token");
    as(token).get("/v1/prices/btc").then().statusCode(200);
    refused(as(token).get("/v1/candles/btc"), 403, "missing_scope");
    exchange(
            key,
            "{\"scopes\":[\"prices:read\",\"admin\",\"jobs:write\",\"x\"],\"expires_in\":3601}")
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            containsInAnyOrder("/scopes/1", "/scopes/2", "/scopes/3", "/expires_in"));
    exchange(key, "{\"scopes\":[]}")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/scopes"));
    for (String wrong : List.of("9", "-1", "0", "1e9", "\"x\"", "2147483648")) {
      exchange(key, "{\"expires_in\":" + wrong + "}").then().statusCode(400);
    }
    String all =
        exchange(GuardedSandbox.ADMIN, "{\"scopes\":[\"prices:read\"]}").path("access_token");
    refused(as(all).get("/v1/admin/tenants"), 403, "missing_scope");
    as(token(GuardedSandbox.ADMIN)).get("/v1/admin/tenants").then().statusCode(200);
  }

  @Test
  void onlyAKeyGivesATokenAndNoTokenDoes() {
    refused(
        given().contentType("application/json").body("{}").post("/v1/auth/token"),
        401,
        "key_required");
    String token = token(TestKeys.secret(tenant, READS));
    refused(exchange(token, "{}"), 401, "key_required");
  }

  private String madeHere(String keyId, Duration life) {
    ApiKey key =
        keys.find(UUID.fromString(keyId)).await().atMost(Duration.ofSeconds(5)).orElseThrow();
    return tokens.make(key, key.scopes(), life).orElseThrow().text();
  }

  @Test
  void aTokenEndsWithItsTime() throws Exception {
    Response made = TestKeys.key(tenant, READS);
    Instant begun = Instant.now();
    String token = madeHere(made.path("key.id"), Duration.ofSeconds(4));
    as(token).get("/v1/assets/btc").then().statusCode(200);
    await(Duration.ofSeconds(10), () -> as(token).get("/v1/assets/btc").statusCode() == 401);
    assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(2_900));
    refused(as(token).get("/v1/assets/btc"), 401, "invalid_token");
  }

  @Test
  void aTokenEndsWithItsKey() throws Exception {
    String end = Instant.now().plusSeconds(100).toString();
    String ending = TestKeys.secret(tenant, READS + ",\"expires\":\"" + end + "\"");
    assertThat(exchange(ending, "{}").<Integer>path("expires_in")).isBetween(90, 100);

    Response revoked = TestKeys.key(tenant, READS);
    String token = token(revoked.path("secret"));
    as(token).get("/v1/assets/btc").then().statusCode(200);
    admin().delete("/v1/keys/" + revoked.path("key.id")).then().statusCode(200);
    await(Duration.ofSeconds(1), () -> as(token).get("/v1/assets/btc").statusCode() == 401);
    refused(as(token).get("/v1/assets/btc"), 401, "key_revoked");

    String closing = TestKeys.tenant("closing its tokens", "free");
    String orphan = token(TestKeys.secret(closing, READS));
    as(orphan).get("/v1/assets/btc").then().statusCode(200);
    admin().delete("/v1/admin/tenants/" + closing).then().statusCode(200);
    await(Duration.ofSeconds(1), () -> as(orphan).get("/v1/assets/btc").statusCode() == 401);
  }

  @Test
  void addressesOfTheKeyHoldForItsTokens() {
    Response away = TestKeys.key(tenant, READS + ",\"addresses\":[\"192.0.2.0/24\"]");
    refused(exchange(away.path("secret"), "{}"), 403, "address_not_allowed");
    String carried = madeHere(away.path("key.id"), Duration.ofMinutes(1));
    refused(as(carried).get("/v1/assets/btc"), 403, "address_not_allowed");
  }

  @Test
  void aTestKeysTokenIsForSimulatedData() {
    String token = token(TestKeys.secret(tenant, READS + ",\"test\":true"));
    as(token).get("/v1/account").then().statusCode(200).body("test", equalTo(true));
  }

  @Test
  void publishedKeysMayBeKeptForAWhile() {
    Response all = given().get(JWKS);
    all.then()
        .statusCode(200)
        .contentType(startsWith("application/json"))
        .header("Cache-Control", equalTo("private, max-age=60, stale-while-revalidate=600"));
    given().header("If-None-Match", all.header("ETag")).get(JWKS).then().statusCode(304);
    assertThat(all.asString()).doesNotContain("\"d\"");
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      statement.execute("SELECT pg_notify('token_keys_changed', 'test')");
    }
  }

  @Test
  void keysThatSignFollowEachOther() throws Exception {
    String key = TestKeys.secret(tenant, READS);
    String old = token(key);
    String oldId = part(old, 0).getString("kid");
    // the time at which the next one is to be published has come
    change("UPDATE token_key SET signs_until = now() + interval '1 hour'");
    await(Duration.ofSeconds(5), () -> given().get(JWKS).<List<?>>path("keys").size() == 2);
    assertThat(part(token(key), 0).getString("kid")).as("published first").isEqualTo(oldId);
    // the time at which it signs
    change(
        "UPDATE token_key SET signs_from = now() - interval '1 second' WHERE id <> '"
            + oldId
            + "'");
    change("UPDATE token_key SET signs_until = now() WHERE id = '" + oldId + "'");
    await(Duration.ofSeconds(5), () -> !part(token(key), 0).getString("kid").equals(oldId));
    String fresh = token(key);
    given().get(JWKS).then().body("keys", hasSize(2)).body("keys[0].kid", equalTo(oldId));
    as(old).get("/v1/assets/btc").then().statusCode(200);
    as(fresh).get("/v1/assets/btc").then().statusCode(200);
    // the time at which the last token of the old one has ended
    change("UPDATE token_key SET gone_at = now() WHERE id = '" + oldId + "'");
    await(Duration.ofSeconds(5), () -> given().get(JWKS).<List<?>>path("keys").size() == 1);
    refused(as(old).get("/v1/assets/btc"), 401, "invalid_token");
    as(fresh).get("/v1/assets/btc").then().statusCode(200);
  }

  @Test
  void whoDeletesAllKeysThatSignEndsAllTokens() throws Exception {
    String key = TestKeys.secret(tenant, READS);
    String old = token(key);
    as(old).get("/v1/assets/btc").then().statusCode(200);
    change("DELETE FROM token_key");
    await(Duration.ofSeconds(5), () -> as(old).get("/v1/assets/btc").statusCode() == 401);
    await(Duration.ofSeconds(5), () -> exchange(key, "{}").statusCode() == 200);
    as(token(key)).get("/v1/assets/btc").then().statusCode(200);
  }

  @Test
  void whoReadsTheDatabaseCanSignNothing() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT count(*), count(*) FILTER (WHERE encode(sealed, 'escape') LIKE '%kty%')"
                    + " FROM token_key")) {
      found.next();
      assertThat(found.getInt(1)).isPositive();
      assertThat(found.getInt(2)).isZero();
    }
  }
}
