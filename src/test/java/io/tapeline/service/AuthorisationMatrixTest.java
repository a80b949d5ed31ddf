package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tapeline.access.Policy;
import io.tapeline.access.Rule;
import io.tapeline.access.Scope;
import io.tapeline.access.policy.PolicyFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation of the contract, asked by everybody: who gets in is what the policy says. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class AuthorisationMatrixTest {

  private static final Policy POLICY = PolicyFile.shipped();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Set<String> VERBS = Set.of("get", "post", "delete", "put", "patch");

  /**
   * Who asks, and what is known of them.
   *
   * @param sent a key or a token; null for neither
   */
  private record Asker(String name, @Nullable String sent, Set<Scope> scopes, String refusal) {

    static Asker with(String name, String sent, Set<Scope> scopes) {
      return new Asker(name, sent, scopes, "");
    }

    static Asker wrong(String name, String sent, String refusal) {
      return new Asker(name, sent, Set.of(), refusal);
    }
  }

  private static final List<Asker> ASKERS = new ArrayList<>();

  @BeforeEach
  void prepare() throws InterruptedException {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
    if (!ASKERS.isEmpty()) {
      return;
    }
    String tenant = TestKeys.tenant("matrix", "internal");
    String reads = "\"scopes\":[\"prices:read\"]";
    Response revoked = TestKeys.key(tenant, reads);
    TestKeys.admin().delete("/v1/keys/" + revoked.path("key.id")).then().statusCode(200);
    String expired =
        TestKeys.secret(
            tenant, reads + ",\"expires\":\"" + java.time.Instant.now().plusSeconds(3) + "\"");
    TimeUnit.MILLISECONDS.sleep(3_100);
    ASKERS.add(new Asker("nobody", null, POLICY.anonymousScopes(), ""));
    ASKERS.add(Asker.wrong("a wrong key", "tl_live_nonsense", "unknown_key"));
    ASKERS.add(Asker.wrong("an expired key", expired, "key_expired"));
    ASKERS.add(Asker.wrong("a revoked key", revoked.path("secret"), "key_revoked"));
    ASKERS.add(
        Asker.wrong(
            "a key of another address",
            TestKeys.secret(tenant, reads + ",\"addresses\":[\"192.0.2.7\"]"),
            "address_not_allowed"));
    ASKERS.add(
        Asker.with(
            "a test key",
            TestKeys.secret(tenant, reads + ",\"test\":true"),
            Set.of(Scope.PRICES_READ)));
    for (Scope scope : Scope.values()) {
      String key = TestKeys.secret(tenant, "\"scopes\":[\"" + scope.id() + "\"]");
      ASKERS.add(Asker.with(scope.id(), key, EnumSet.of(scope)));
    }
    addWithTokens(TestKeys.secret(tenant, "\"scopes\":[\"admin\"]"));
  }

  private static void addWithTokens(String key) throws InterruptedException {
    for (Scope scope : EnumSet.of(Scope.PRICES_READ, Scope.ADMIN)) {
      String token = token(key, scope);
      ASKERS.add(Asker.with("a token for " + scope.id(), token, EnumSet.of(scope)));
    }
    ASKERS.add(Asker.wrong("a changed token", token(key, Scope.ADMIN) + "A", "invalid_token"));
    try (OutsideIssuer issuer = new OutsideIssuer()) {
      String person = issuer.token("the matrix", ",\"scope\":\"history:read\"");
      issuer.awaitTrust(person);
      ASKERS.add(Asker.with("a person", person, EnumSet.of(Scope.HISTORY_READ)));
    }
  }

  private static String token(String key, Scope scope) {
    Response made =
        TestKeys.as(key)
            .contentType("application/json")
            .body("{\"scopes\":[\"" + scope.id() + "\"],\"expires_in\":3600}")
            .post("/v1/auth/token");
    made.then().statusCode(200);
    return made.path("access_token");
  }

  /** Not through REST Assured: that takes most of a minute for all the cells. */
  private static HttpResponse<String> ask(Asker asker, String verb, String path)
      throws IOException, InterruptedException {
    String address = path.replaceAll("\\{[^}]+}", "none");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + address));
    if (asker.sent != null) {
      request.header("Authorization", "Bearer " + asker.sent);
    }
    if (verb.equals("post")) {
      // what is wrong with it would be told to whoever gets so far
      request.header("Content-Type", "application/json");
    }
    BodyPublisher body =
        verb.equals("post") ? BodyPublishers.ofString("{\"nothing\":1}") : BodyPublishers.noBody();
    return CLIENT.send(
        request.method(verb.toUpperCase(Locale.ROOT), body).build(), BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> answer) {
    return answer.statusCode() < 400
        ? ""
        : String.valueOf(JsonPath.from(answer.body()).<Object>get("code"));
  }

  private static String expected(Asker asker, Rule rule) {
    if (!asker.refusal.isEmpty()) {
      return asker.refusal;
    }
    Scope scope = rule.scope();
    if (scope == null || scope.isIn(asker.scopes)) {
      return "";
    }
    return asker.sent == null ? "key_required" : "missing_scope";
  }

  private static final Set<String> REFUSALS =
      Set.of(
          "key_required",
          "unknown_key",
          "invalid_token",
          "key_expired",
          "key_revoked",
          "address_not_allowed",
          "missing_scope",
          "test_key");

  @Test
  void whoGetsInIsWhatThePolicySays() throws Exception {
    Map<String, Map<String, Object>> paths =
        given().get("/openapi.json").jsonPath().getMap("paths");
    Map<String, String> wrong = new LinkedHashMap<>();
    int cells = 0;
    for (var path : paths.entrySet()) {
      for (String verb : path.getValue().keySet()) {
        if (!VERBS.contains(verb)) {
          continue;
        }
        String operation = verb.toUpperCase(Locale.ROOT) + " " + path.getKey();
        Rule rule =
            POLICY
                .rules()
                .find(verb.toUpperCase(Locale.ROOT), path.getKey())
                .orElseThrow(() -> new AssertionError("no rule for " + operation));
        for (Asker asker : ASKERS) {
          HttpResponse<String> answer = ask(asker, verb, path.getKey());
          String code = code(answer);
          String refusal = REFUSALS.contains(code) ? code : "";
          boolean needsTenant =
              operation.equals("GET /v1/account/usage") && code.equals("key_required");
          if (!refusal.equals(expected(asker, rule)) && !needsTenant) {
            wrong.put(operation + ", " + asker.name, answer.statusCode() + " " + code);
          }
          assertThat(answer.statusCode()).as(operation + ", " + asker.name).isNotIn(429, 500);
          cells++;
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cells).isGreaterThan(400);
  }
}
