package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tapeline.contract.ContractJudge;
import io.tapeline.contract.Exchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer is what the contract says of it, in the judgement of a reader that is not ours. */
@Tag("service")
@QuarkusTest
@TestProfile(SandboxProfile.class)
class ContractAnswersTest {

  private static final List<String> ADDRESSES =
      List.of(
          "/v1/account",
          "/v1/admin/policy",
          "/v1/assets",
          "/v1/assets?limit=2",
          "/v1/assets/btc",
          "/v1/assets/usdt",
          "/v1/venues",
          "/v1/markets",
          "/v1/markets?limit=3",
          "/v1/prices",
          "/v1/prices/btc",
          "/v1/prices/usdt",
          "/v1/quotes/btc",
          "/v1/candles/btc",
          "/v1/candles/btc?interval=1s&limit=5",
          "/v1/candles/btc-usd?interval=1h",
          "/v1/candles/coinbase:btc-usd?interval=1s&limit=5",
          "/v1/coverage/btc",
          "/v1/coverage/coinbase:btc-usd?interval=5m&limit=5",
          "/v1/indicators",
          "/v1/indicators?family=trend&limit=2",
          "/v1/indicators/btc?names=sma(2),macd&interval=1s&limit=5",
          "/v1/models",
          "/v1/strategies",
          "/v1/strategies?style=trend&limit=1",
          "/v1/strategies/macd",
          "/v1/trades/coinbase:btc-usd?limit=5",
          "/v1/status");

  private static final ContractJudge JUDGE = ContractJudge.committed();

  /** Answer nothing of their own here, as there is no store; their own tests ask them. */
  private static final Set<String> STORED =
      Set.of(
          "/v1/account/usage",
          "/v1/admin/audit",
          "/v1/admin/policy/reload",
          "/v1/admin/tenants",
          "/v1/admin/tenants/{tenant}",
          "/.well-known/http-message-signatures-directory",
          "/.well-known/jwks.json",
          "/v1/auth/token",
          "/v1/backfills",
          "/v1/backtests",
          "/v1/batch",
          "/v1/chains/{chain}/fees",
          "/v1/chains/{chain}/accounts/{address}",
          "/v1/chains",
          "/v1/chains/{chain}/blocks",
          "/v1/chains/{chain}/events",
          "/v1/chains/{chain}/head",
          "/v1/chains/{chain}/tokens/{contract}",
          "/v1/chains/{chain}/transactions/{id}",
          "/v1/chains/{chain}/metrics",
          "/v1/chains/{chain}/pools",
          "/v1/chains/{chain}/pools/{pool}",
          "/v1/chains/{chain}/pools/{pool}/swaps",
          "/v1/chains/{chain}/transfers",
          "/v1/correlations",
          "/v1/exports",
          "/v1/jobs",
          "/v1/jobs/{job}",
          "/v1/jobs/{job}/events",
          "/v1/jobs/{job}/result",
          "/v1/keys",
          "/v1/keys/{key}",
          "/v1/keys/{key}/rotate",
          "/v1/levels/{id}",
          "/v1/predictions",
          "/v1/prices/{asset}/at",
          "/v1/receipts/{token}",
          "/v1/signals",
          "/v1/signals/{id}",
          "/v1/signals/{id}/history",
          "/v1/stats/{id}",
          "/v1/webhooks",
          "/v1/webhooks/{webhook}",
          "/v1/webhooks/{webhook}/deliveries",
          "/v1/webhooks/{webhook}/deliveries/{delivery}",
          "/v1/webhooks/{webhook}/deliveries/{delivery}/redeliver",
          "/v1/webhooks/{webhook}/test");

  private static boolean ready;

  @BeforeEach
  void awaitData() throws InterruptedException {
    if (!ready) {
      SandboxProfile.awaitData();
      ready = true;
    }
  }

  static List<String> addresses() {
    return ADDRESSES;
  }

  /** Answers are held against the contract wherever they are asked for. */
  private static Response asked(RequestSpecification request, String address) {
    return request.urlEncodingEnabled(false).get(address);
  }

  @Test
  void everyExampleIsWhatTheContractSays() throws IOException {
    JsonNode paths =
        new ObjectMapper().readTree(given().get("/openapi.json").asString()).get("paths");
    for (var path : paths.properties()) {
      for (var operation : path.getValue().properties()) {
        JsonNode content = operation.getValue().at("/responses/200/content/application~1json");
        if (content.has("example")) {
          checkExample(operation.getKey(), path.getKey(), content.get("example"));
        } else {
          assertThat(STORED).contains(path.getKey());
        }
      }
    }
  }

  private static void checkExample(String method, String path, JsonNode example) {
    Exchange shown =
        new Exchange(
            method.toUpperCase(Locale.ROOT),
            path,
            Map.of(),
            null,
            200,
            Map.of("Content-Type", List.of("application/json")),
            example.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(JUDGE.faults(shown))
        .as(method + " " + path)
        .allMatch(fault -> fault.startsWith("validation.request")); // nothing was asked
  }

  @Test
  void everyPathOfTheContractIsAskedHere() {
    Map<String, ?> paths = given().get("/openapi.json").jsonPath().getMap("paths");
    Set<String> asked =
        ADDRESSES.stream()
            .map(address -> URI.create(address).getPath())
            .flatMap(
                path ->
                    paths.keySet().stream()
                        .filter(known -> path.matches(known.replaceAll("\\{\\w+}", "[^/]+"))))
            .collect(Collectors.toCollection(TreeSet::new));
    asked.addAll(STORED);
    assertThat(asked).isEqualTo(new TreeSet<>(paths.keySet()));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void anAnswerIsWhatTheContractSays(String address) {
    Response answer = asked(given(), address);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/json");
    Response same = asked(given().header("If-None-Match", "*"), address);
    assertThat(same.statusCode()).isIn(200, 304);
  }

  /** What the contract shows of a read can be asked as it stands there. */
  @Test
  void everyOperationTakesItsOwnExamples() {
    Map<String, Map<String, Object>> paths =
        given().get("/openapi.json").jsonPath().getMap("paths");
    Set<String> answered = new TreeSet<>();
    paths.forEach(
        (path, operations) -> {
          if (operations.get("get") instanceof Map<?, ?> read) {
            Shown shown = Shown.of(path, (List<?>) read.get("parameters"));
            Response answer = given().queryParams(shown.query()).get(shown.path());
            if (answer.statusCode() == 200) {
              answered.add(path);
              assertFields(shown, answer);
            } else { // without a store or a key, or for what has no example, such as a moment
              assertThat(answer.statusCode()).as("%s", shown).isIn(400, 401, 404, 503);
              List<String> wrong = answer.path("errors.parameter");
              assertThat(wrong == null ? List.<String>of() : wrong)
                  .as("%s", shown)
                  .noneMatch(shown.query()::containsKey);
            }
          }
        });
    assertThat(answered)
        .contains("/v1/account", "/v1/assets", "/v1/candles/{id}", "/v1/indicators/{id}");
  }

  private static void assertFields(Shown shown, Response answer) {
    String fields = shown.query().get("fields");
    if (fields != null) {
      Map<String, Object> body = answer.jsonPath().getMap("");
      List<?> rows = body.get("data") instanceof List<?> data ? data : List.of(body);
      for (Object row : rows) {
        assertThat(((Map<?, ?>) row).keySet()).as("%s", shown).isEqualTo(Set.of(fields.split(",")));
      }
    }
  }

  /**
   * An operation as its examples ask it.
   *
   * @param query by name, where there is an example
   */
  private record Shown(String path, Map<String, String> query) {

    static Shown of(String template, @Nullable List<?> parameters) {
      String path = template;
      Map<String, String> query = new TreeMap<>();
      for (Object each : parameters == null ? List.of() : parameters) {
        Map<?, ?> parameter = (Map<?, ?>) each;
        String name = String.valueOf(parameter.get("name"));
        Object example = parameter.get("example");
        if ("path".equals(parameter.get("in"))) {
          path = path.replace("{" + name + "}", example == null ? "none" : example.toString());
        } else if ("query".equals(parameter.get("in")) && example != null) {
          query.put(name, example.toString());
        }
      }
      return new Shown(path, query);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-ndjson", "text/csv"})
  void otherFormsAreInTheContractToo(String form) {
    for (String address : ADDRESSES) {
      Response answer = given().accept(form).get(address);
      if (answer.statusCode() == 200) {
        asked(given().accept(form), address);
      } else {
        assertThat(asked(given().accept(form), address).statusCode()).isEqualTo(406);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/assets?limit=none, 400",
    "/v1/assets/nosuchcoin, 404",
    "/v1/markets?limit=0, 400",
    "/v1/prices?what=this, 400",
    "/v1/prices/nosuchcoin, 404",
    "/v1/prices/btc/at, 400",
    "/v1/prices/btc/at?time=0, 503",
    "/v1/quotes/nosuchcoin, 404",
    "/v1/candles/btc?interval=7s, 400",
    "/v1/candles/nosuchcoin, 404",
    "/v1/coverage/btc?interval=1s, 400",
    "/v1/coverage/nosuchcoin, 404",
    "/v1/receipts/none, 503",
    "/v1/jobs, 503",
    "/v1/jobs/none, 404",
    "/v1/jobs/none/result, 404",
    "/v1/trades/coinbase:no-such, 404",
    "/v1/status?fields=nothing, 400",
  })
  void aProblemIsWhatTheContractSays(String address, int status) {
    Response answer = asked(given(), address);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }
}
