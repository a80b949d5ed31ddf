package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.http.ProblemMapper;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every read of the contract, asked wrongly in every way that its parameters allow. */
@Tag("service")
@QuarkusTest
class BadRequestsTest {

  private static final List<Market> MARKETS =
      List.of(Market.parse("alpha:dot-usd"), Market.parse("alpha:ltc-usd"));

  private static final String MANY =
      IntStream.rangeClosed(0, 100).mapToObj(i -> "a" + i).collect(Collectors.joining(","));

  private static final Logger MAPPER_LOG = Logger.getLogger(ProblemMapper.class.getName());

  /** What is wrong for each parameter, whichever resource takes it. */
  private static final Map<String, List<String>> WRONG =
      Map.ofEntries(
          Map.entry("slots", List.of("", "0x", "7", "0x" + "1".repeat(65), "0x1,", "0xg")),
          Map.entry(
              "tokens", List.of("", "btc", "0x12", "0x" + "g".repeat(40), "0xAb" + "a".repeat(38))),
          Map.entry("block", List.of("", "newest", "-1", "01", "1.5", "0x12", "0xzz")),
          Map.entry("require", List.of("", "all", "true")),
          Map.entry("proof", List.of("", "1", "yes")),
          Map.entry(
              "limit", List.of("0", "5001", "-1", "1.5", "x", "", "%2B5", "%D9%A5", "1e2", "010")),
          Map.entry("cursor", List.of("zz", "", "%FF", "AAAAAAAAAAAAAAAA")),
          Map.entry("fields", List.of("nope", "", "id,,x", "..", "id.x.y.z")),
          Map.entry("names", List.of("rsii", "rsi(0)", "rsi(14", "ema(rsi(14))", ",")),
          Map.entry("strategies", List.of("makd", "ma_cross(0)", "macd(", "macd(rsi)", "", ",")),
          Map.entry("style", List.of("luck", "")),
          Map.entry("withdrawn", List.of("maybe", "", "1")),
          Map.entry("family", List.of("rock", "")),
          Map.entry("kind", List.of("rock", "")),
          Map.entry("status", List.of("open", "")),
          Map.entry("time", List.of("x", "", "-1", "2261-01-01T00:00:00Z")),
          Map.entry("state", List.of("asleep", "")),
          Map.entry("interval", List.of("2m", "1M1", "")),
          Map.entry("from", List.of("x", "", "-1", "1960-01-01T00:00:00Z", "9".repeat(30))),
          Map.entry(
              "as_of", List.of("x", "", "-1", "2026-13-01T00:00:00Z", "2300-01-01T00:00:00Z")),
          Map.entry("to", List.of("x", "", "2026-13-01T00:00:00Z", "2300-01-01T00:00:00Z")),
          Map.entry("quote", List.of("", ",", "%20")),
          Map.entry("asset", List.of("", "btc,,eth", MANY)),
          Map.entry("assets", List.of("", ",", MANY)),
          Map.entry("benchmark", List.of("", "a-b:c", "%00", "nosuch")),
          Map.entry("confidence", List.of("1", "0.4", "x", "", "1e-1", "NaN")),
          Map.entry("risk_free", List.of("2", "x", "", "-1", "Infinity")),
          Map.entry("blocks", List.of("0", "101", "x", "")),
          Map.entry("token", List.of("", "a%20b", "%00")),
          Map.entry("address", List.of("", "x", "0x12", "0xZZ")),
          Map.entry("min", List.of("", "x", "-1", "1e3")),
          Map.entry("width", List.of("0", "51", "x", "")),
          Map.entry("window", List.of("2", "501", "x", "")),
          Map.entry("tenant", List.of("x", "")),
          Map.entry("headers", List.of("-1", "2017", "x", "")),
          Map.entry("venue", List.of("", ",")));

  /**
   * A read of the contract: an address that answers, and the parameters that it documents.
   *
   * @param required the one that must be given; empty if there is none
   * @param methods those of the address
   */
  private record Read(
      String address, List<String> parameters, String required, Set<String> methods) {

    String allowed() {
      return String.join(", ", methods);
    }
  }

  private final Catalog catalog;

  @Inject
  BadRequestsTest(Catalog catalog) {
    this.catalog = catalog;
  }

  @BeforeEach
  void list() {
    catalog.list(
        MARKETS.getFirst().venue(),
        "alpha",
        MARKETS.stream()
            .map(m -> new ListedMarket(m, m.id(), null, null, ListedMarket.Status.TRADING))
            .toList());
  }

  private static List<Read> reads() {
    JsonPath contract = given().get("/openapi.json").jsonPath();
    Map<String, Map<String, Map<String, Object>>> paths = contract.getMap("paths");
    List<Read> reads = new ArrayList<>();
    paths.forEach(
        (path, operations) -> {
          if (operations.containsKey("get")) {
            Set<String> methods = new TreeSet<>(Set.of("HEAD", "OPTIONS"));
            operations.keySet().forEach(name -> methods.add(name.toUpperCase(Locale.ROOT)));
            reads.add(
                new Read(
                    address(path), parameters(operations.get("get")), required(path), methods));
          }
        });
    assertThat(reads).hasSizeGreaterThanOrEqualTo(10);
    return reads;
  }

  private static String required(String path) {
    return switch (path) {
      case "/v1/prices/{asset}/at" -> "time";
      case "/v1/indicators/{id}" -> "names";
      case "/v1/correlations", "/v1/signals" -> "assets";
      default -> "";
    };
  }

  private static String address(String path) {
    return path.replace("{asset}", "btc")
        .replace("{chain}", "ethereum")
        .replace("{contract}", "0xdAC17F958D2ee523a2206206994597C13D831ec7")
        .replace(
            "chains/ethereum/transactions/{id}",
            "chains/ethereum/transactions/0x" + "12".repeat(32))
        .replace("{address}", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045")
        .replace("{pool}", "usdc-weth")
        .replace("{id}", "dot")
        .replace("{market}", "alpha:dot-usd")
        .replace("{strategy}", "macd")
        .replace("{token}", "none")
        .replace("{job}", "none")
        .replace("{key}", "none")
        .replace("{tenant}", "none")
        .replace("{webhook}", "none")
        .replace("{delivery}", "none");
  }

  private static List<String> parameters(Map<String, Object> operation) {
    List<?> all = (List<?>) operation.getOrDefault("parameters", List.of());
    return all.stream()
        .map(Map.class::cast)
        .filter(parameter -> !"path".equals(parameter.get("in")))
        .filter(parameter -> !"header".equals(parameter.get("in")))
        .map(
            parameter ->
                parameter.containsKey("$ref")
                    ? ((String) parameter.get("$ref")).replaceAll(".*/", "")
                    : (String) parameter.get("name"))
        .toList();
  }

  private static Response get(String address) {
    return given().urlEncodingEnabled(false).get(address);
  }

  private static List<String> named(Response refused, String asked) {
    assertThat(refused.statusCode()).as(asked).isEqualTo(400);
    assertThat(refused.header("Content-Type")).as(asked).isEqualTo("application/problem+json");
    assertThat(refused.<String>path("code")).as(asked).isEqualTo("invalid_request");
    List<String> reasons = refused.path("errors.reason");
    assertThat(reasons).as(asked).allSatisfy(reason -> assertThat(reason).isNotBlank());
    return refused.path("errors.parameter");
  }

  private static List<String> wrong(String parameter) {
    return requireNonNull(WRONG.get(parameter), () -> "wrong values to try of " + parameter);
  }

  private static RawHttp raw() {
    return new RawHttp(RestAssured.port);
  }

  private static void assertProblem(RawHttp.Reply reply, int status, String code) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("content-type")).hasValue("application/problem+json");
    assertThat(reply.header("x-request-id")).isPresent();
    assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
  }

  @Test
  void everyWrongValueOfEveryParameterIsNamed() {
    int asked = 0;
    for (Read read : reads()) {
      for (String parameter : read.parameters) {
        for (String value : wrong(parameter)) {
          String address = read.address + "?" + parameter + "=" + value;
          assertThat(named(get(address), address))
              .as(address)
              .contains(parameter)
              .isSubsetOf(parameter, read.required);
          asked++;
        }
      }
    }
    assertThat(asked).isGreaterThan(150);
  }

  @Test
  void allThatIsWrongIsNamedAtOnceWithWhatIsUnknown() {
    for (Read read : reads()) {
      String query =
          Stream.concat(
                  read.parameters.stream().map(name -> name + "=" + wrong(name).getFirst()),
                  Stream.of("frobnicate=1", "x"))
              .collect(Collectors.joining("&"));
      String address = read.address + "?" + query;
      List<String> all = new ArrayList<>(read.parameters);
      all.addAll(List.of("frobnicate", "x"));
      assertThat(named(get(address), address)).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void aRepeatedParameterIsRefusedEvenWhereBothAreRight() {
    Map<String, String> right = new LinkedHashMap<>();
    right.put("limit", "5");
    right.put("interval", "1m");
    right.put("from", "0");
    right.put("to", "1000");
    right.put("assets", "btc");
    right.put("asset", "btc");
    for (Read read : reads()) {
      read.parameters.stream()
          .filter(right::containsKey)
          .forEach(
              name -> {
                String pair = name + "=" + right.get(name);
                String address = read.address + "?" + pair + "&" + pair;
                assertThat(named(get(address), address))
                    .contains(name)
                    .isSubsetOf(name, read.required);
              });
    }
  }

  @Test
  void valuesAndParametersWithoutEndAreRefusedShort() {
    for (Read read : reads()) {
      for (String parameter : read.parameters) {
        String address = read.address + "?" + parameter + "=" + "a".repeat(2001);
        Response refused = get(address);
        assertThat(named(refused, parameter)).contains(parameter);
        assertThat(refused.asByteArray().length).isLessThan(2000);
      }
      String many = read.address + "?" + "x=1&y".repeat(200) + "=2";
      assertThat(get(many).statusCode()).isEqualTo(400);
      assertThat(get(many).asByteArray().length).isLessThan(20_000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/assets/dto,unknown_asset,dot",
    "/v1/assets/DTO,unknown_asset,dot",
    "/v1/prices/dto,unknown_asset,dot",
    "/v1/prices?assets=btc%2Cdto,unknown_asset,dot",
    "/v1/quotes/dto,unknown_asset,dot",
    "/v1/markets?asset=dto,unknown_asset,dot",
    "/v1/markets?quote=usdd,unknown_asset,usd",
    "/v1/markets?venue=alhpa,unknown_venue,alpha",
    "/v1/trades/alpha:dto-usd,unknown_market,alpha:dot-usd",
    "/v1/coverage/dto,unknown_asset,dot",
    "/v1/candles/dto,unknown_asset,dot",
    "/v1/candles/dto-usd,unknown_instrument,dot-usd",
    "/v1/candles/alhpa:dot-usd,unknown_market,alpha:dot-usd"
  })
  void unknownIdsHaveNearOnes(String address, String code, String near) {
    Response missing = get(address);
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.<String>path("code")).isEqualTo(code);
    assertThat(missing.<List<String>>path("near")).contains(near).hasSizeLessThanOrEqualTo(5);
    assertThat(missing.<String>path("detail")).contains(near);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usd",
        "usd-usd",
        "dot-",
        "-dot",
        "-",
        "--",
        ":",
        "alpha:",
        ":dot-usd",
        "a:b:c",
        "dot-usd-x",
        "%20",
        "%C4%B0",
        "%00",
        "dot-usd-perp",
        "alpha:dot-usd:"
      })
  void idsThatAreNoneAreUnknownAndNeverAMistakeOfOurs(String id) {
    for (String resource :
        new String[] {
          "/v1/candles/",
          "/v1/coverage/",
          "/v1/trades/",
          "/v1/quotes/",
          "/v1/assets/",
          "/v1/prices/"
        }) {
      Response missing = get(resource + id);
      boolean dollar = id.equals("usd") && missing.statusCode() == 200;
      assertThat(dollar || missing.statusCode() == 404)
          .as(resource + id + " " + missing.asString())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-01-02T03:00:30Z&to=2026-01-02T03:00:40Z",
        "from=0&to=0",
        "to=0",
        "to=0&interval=1s",
        "interval=1w&limit=5000",
        "interval=1w&to=3",
        "interval=1w&from=2261-06-01T00:00:00Z&limit=5000",
        "interval=1w&from=2261-06-01T00:00:00Z&to=2261-12-31T00:00:00Z&limit=5000",
        "interval=1d&from=0&to=2261-12-31T00:00:00Z&limit=1",
        "from=2261-12-31T00:00:00Z"
      })
  void rangesOfAnyPlaceAndLengthAreAnswered(String query) {
    for (String id : new String[] {"alpha:dot-usd", "dot", "btc"}) {
      Response answered = get("/v1/candles/" + id + "?" + query);
      boolean after = query.startsWith("from=2261") || query.endsWith("00:00Z&limit=5000");
      assertThat(answered.statusCode())
          .as(answered.asString())
          .isIn(after ? List.of(200, 400) : List.of(200));
    }
    if (!query.contains("interval")) {
      assertThat(get("/v1/trades/alpha:dot-usd?" + query).statusCode()).isIn(200, 400);
    }
  }

  @Test
  void aWrongEndDoesNotMakeAGoodStartWrong() {
    for (String address :
        new String[] {"/v1/candles/dot", "/v1/coverage/dot", "/v1/trades/alpha:dot-usd"}) {
      String asked = address + "?from=2200-01-01T00:00:00Z&to=soon";
      assertThat(named(get(asked), asked)).containsExactly("to");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%z", "%zz", "%C", "%u0041", "a%", "%-1", "%%"})
  void escapesThatAreNoneAreRefused(String odd) throws IOException {
    for (String target :
        new String[] {
          "/v1/assets?kind=" + odd, "/v1/assets?" + odd + "=1", "/v1/assets/" + odd, "/" + odd
        }) {
      RawHttp.Reply reply = raw().get(target);
      assertThat(reply.status()).as(target + "\n" + reply.text()).isIn(400, 404);
      assertThat(reply.body()).as(target).contains(odd);
      assertThat(reply.header("content-type"))
          .as(target + reply.text())
          .hasValue("application/problem+json");
      assertThat(reply.body()).as(target).doesNotContain("Exception", "io.vertx", "java.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a|b", "{", "\"", "<x>", "^", "`", "\\", "#x", "[", "\u00e9"})
  void charactersThatShouldHaveBeenEscapedAreReadAsTheyAre(String odd) throws IOException {
    assertThat(raw().get("/v1/assets/" + odd).status()).isIn(200, 404);
    RawHttp.Reply reply = raw().get("/v1/assets?kind=x" + odd);
    assertProblem(reply, 400, "invalid_request");
    assertThat(reply.body()).contains("\"parameter\":\"kind\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "text/", "/", ";", "*/*;q=x", "a/b;q=0", ",", "*/json", "\t"})
  void acceptHeadersThatAreNoneNeverBreakAnything(String accept) throws IOException {
    for (String target : new String[] {"/v1/assets?limit=1", "/v1/assets/btc", "/v1/status"}) {
      RawHttp.Reply reply = raw().get(target, "Accept: " + accept);
      assertThat(reply.status()).as(accept + "\n" + reply.text()).isIn(200, 400, 406);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "text/",
        "/",
        ";",
        "text/plain;charset=nope",
        "",
        "application/problem+json"
      })
  void contentTypesThatAreNoneAreRefused(String type) throws IOException {
    RawHttp.Reply reply =
        raw().send("POST /sample/body", "{}", "Content-Type: " + type, "Content-Length: 2");
    assertThat(reply.status()).as(type + reply.text()).isIn(400, 415);
    assertThat(reply.header("content-type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"})
  void otherMethodsAreRefusedWithThoseThatThereAre(String method) throws IOException {
    for (Read read : reads()) {
      if (!read.methods.contains(method)) {
        RawHttp.Reply reply = raw().send(method + " " + read.address, "");
        assertProblem(reply, 405, "method_not_allowed");
        assertThat(reply.header("allow")).as(read.address).hasValue(read.allowed());
      }
    }
    assertProblem(raw().send(method + " /nope", ""), 404, "not_found");
  }

  @Test
  void optionsNamesTheMethodsAndHeadIsGetWithoutItsBody() throws IOException {
    for (Read read : reads()) {
      RawHttp.Reply options = raw().send("OPTIONS " + read.address, "");
      assertThat(options.status()).as(read.address).isIn(200, 204);
      assertThat(options.header("allow").orElse("").split(", "))
          .as(read.address)
          .containsExactlyInAnyOrderElementsOf(read.methods);
      RawHttp.Reply get = raw().get(read.address);
      RawHttp.Reply head = raw().send("HEAD " + read.address, "");
      assertThat(head.status()).as(read.address).isEqualTo(get.status());
      assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
      assertThat(head.body()).as(read.address).isEmpty();
    }
    RawHttp.Reply missing = raw().send("HEAD /v1/assets/nope?x=1", "");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.body()).isEmpty();
  }

  @Test
  void whatIsTooLongIsRefusedAsAProblem() throws IOException {
    assertProblem(raw().get("/v1/assets?kind=" + "a".repeat(8200)), 414, "address_too_long");
    assertProblem(raw().get("/v1/assets/" + "a".repeat(8200)), 414, "address_too_long");
    String one = "X-Filler: " + "a".repeat(17_000);
    assertProblem(raw().get("/v1/assets", one), 431, "headers_too_large");
    String[] many = Stream.generate(() -> "A: b").limit(9_000).toArray(String[]::new);
    assertThat(raw().get("/v1/assets", many).status()).isEqualTo(431);
    assertThat(raw().get("/v1/assets", "X: " + "a".repeat(40_000)).status()).isEqualTo(431);
    assertThat(raw().get("/v1/assets?" + "a".repeat(20_000)).status()).isEqualTo(414);
  }

  @Test
  void aBodyBeyondItsLimitIsRefusedHoweverItIsSent() throws IOException {
    for (String target : new String[] {"POST /sample/body", "GET /v1/assets", "POST /nope"}) {
      assertProblem(
          raw().send(target, "", "Content-Type: application/json", "Content-Length: 2000000"),
          413,
          "body_too_large");
    }
    // one that grows while it is read is cut off, perhaps before the answer has arrived
    String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";
    int status;
    try {
      status =
          raw()
              .send(
                  "POST /sample/body",
                  chunk + chunk + "0\r\n\r\n",
                  "Content-Type: application/json",
                  "Transfer-Encoding: chunked")
              .status();
    } catch (SocketException _) {
      status = 0;
    }
    assertThat(status).isIn(0, 413);
    assertThat(get("/v1/assets?limit=1").statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyWhoseNextChunkHasNoLengthIsTheCallersMistake() throws IOException {
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Filter before = MAPPER_LOG.getFilter();
    MAPPER_LOG.setFilter(line -> logged.add(line));
    try {
      for (String chunks : List.of("2\r\n{}\r\n?\r\n", "1\r\n{\r\n?\r\n", "?\r\n")) {
        RawHttp.Reply reply =
            raw()
                .send(
                    "POST /sample/body",
                    chunks,
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked");
        assertThat(reply.status()).as(chunks).isIn(0, 400);
      }
      assertThat(get("/v1/assets?limit=1").statusCode()).isEqualTo(200);
    } finally {
      MAPPER_LOG.setFilter(before);
    }
    assertThat(logged).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/assets HTTP/9.9\r\n\r\n",
        "GET\r\n\r\n",
        "\r\n\r\n\r\n",
        "GET /v1/assets HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "GET /v1/assets HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        "GET /v1/assets HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "GET /v1/assets HTTP/1.1\r\n: novalue\r\n\r\n",
        "GET http://[::1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET //// HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      })
  void requestsThatAreNoHttpLeaveTheServiceStanding(String request) throws IOException {
    RawHttp.Reply reply;
    try { // some are answered and may go on, some are waited for: neither ends by itself
      reply = new RawHttp(RestAssured.port, Duration.ofSeconds(1)).bytes(request);
    } catch (java.net.SocketTimeoutException _) {
      reply = new RawHttp.Reply("");
    }
    assertThat(reply.status()).as(reply.text()).isIn(0, 400, 404, 501, 505);
    assertThat(reply.text()).doesNotContain("Exception", "io.vertx");
    assertThat(get("/v1/assets?limit=1").statusCode()).isEqualTo(200);
  }

  @Test
  void whomItIsForIsSaidOnce() throws IOException {
    for (String hosts : List.of("", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n")) {
      RawHttp.Reply reply =
          raw().bytes("GET /v1/assets HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n");
      assertThat(reply.status()).as(hosts).isEqualTo(400);
      assertThat(reply.body()).as(hosts).contains("\"parameter\":\"Host\"");
    }
  }

  @Test
  void whichMethodsThereAreIsToldOfAnyAddress() throws Exception {
    for (String odd : List.of("`", "`/x", "%60", "|", "{x}")) {
      String address = "/v1/assets/btc" + odd;
      assertThat(raw().send("OPTIONS " + address, "").status()).as(address).isIn(200, 400, 404);
    }
  }

  @Test
  void whatDoesNotBeginAsAPathEndsAsAProblem() throws Exception {
    for (String target : List.of("%/v1/assets", "%zz", "v1/assets", "*%")) {
      RawHttp.Reply reply = raw().get(target);
      assertThat(reply.status()).as(target).isIn(400, 404);
      assertThat(reply.body()).as(target).contains("\"code\"");
    }
  }
}
