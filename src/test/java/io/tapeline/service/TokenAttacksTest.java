package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.TestKeys.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.access.token.OurSignature;
import io.tapeline.access.token.SigningKeys;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens that nobody should take: all are refused alike, and none takes long. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class TokenAttacksTest {

  private static final Duration LONG = Duration.ofSeconds(2);
  private static final String PATH = "/v1/assets/btc?fields=id";

  private static @Nullable OutsideIssuer outside;
  private static String keyId = "";
  private static String key = "";

  @Inject SigningKeys keys;

  private OurSignature ours;
  private final KeyPair strangerEc = pair("EC");
  private final KeyPair strangerRsa = pair("RSA");
  private final Map<String, String> attacks = new LinkedHashMap<>();

  @BeforeEach
  void prepare() throws Exception {
    TestKeys.awaitAdmin();
    if (outside == null) {
      outside = new OutsideIssuer();
      Response made =
          TestKeys.key(TestKeys.tenant("attacked", "internal"), "\"scopes\":[\"prices:read\"]");
      keyId = made.path("key.id");
      key = made.path("secret");
    }
    outside.awaitTrust(outside.token("ann", ""));
    ours = OurSignature.of(keys);
    attacks.clear();
  }

  @AfterAll
  static void stop() {
    if (outside != null) {
      outside.close();
      outside = null;
    }
  }

  /** Of the usual size: P-256, 2048 bits. */
  private static KeyPair pair(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(256);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---------------------------------------------------------------- what is sent

  private static String header(String algorithm, String id) {
    return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + id + "\",\"typ\":\"at+jwt\"}";
  }

  private String header() {
    return header("ES256", ours.keyId());
  }

  /** Claims as the service writes them, each as JSON. */
  private static Map<String, String> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", "\"tapeline\"");
    claims.put("aud", "\"tapeline\"");
    claims.put("sub", "\"" + keyId + "\"");
    claims.put("scope", "\"prices:read\"");
    claims.put("iat", "" + now);
    claims.put("nbf", "" + (now - 5));
    claims.put("exp", "" + (now + 300));
    claims.put("jti", "\"" + now + "\"");
    return claims;
  }

  private static String json(Map<String, String> claims) {
    return claims.entrySet().stream()
        .map(claim -> "\"" + claim.getKey() + "\":" + claim.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String good() {
    return json(claims());
  }

  private static String with(String name, String value) {
    Map<String, String> claims = claims();
    claims.put(name, value);
    return json(claims);
  }

  private static String without(String name) {
    Map<String, String> claims = claims();
    claims.remove(name);
    return json(claims);
  }

  private String signed(String header, String payload) {
    return new HandmadeToken(header, payload).es256(ours.secret());
  }

  private void attack(String name, String token) {
    assertThat(attacks.put(name, token)).as(name).isNull();
  }

  /** All are refused with one and the same problem, and soon. */
  private void refused() {
    String problem = "";
    Map<String, String> wrong = new LinkedHashMap<>();
    for (Map.Entry<String, String> attack : attacks.entrySet()) {
      long began = System.nanoTime();
      Response answer = as(attack.getValue()).get(PATH);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      String told =
          answer.statusCode()
              + " "
              + answer.header("WWW-Authenticate")
              + " "
              + answer.asString().replaceAll("\"instance\":\"[^\"]*\"", "");
      problem = problem.isEmpty() ? told : problem;
      if (!told.equals(problem) || took.compareTo(LONG) > 0) {
        wrong.put(attack.getKey(), told + " after " + took);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(problem).startsWith("401 ").contains("\"code\":\"invalid_token\"");
  }

  // ---------------------------------------------------------------- attacks

  @Test
  void whatIsSignedAsItShouldBeIsTaken() {
    as(signed(header(), good())).get(PATH).then().statusCode(200);
    as(signed(header(), with("aud", "[\"x\",\"tapeline\"]"))).get(PATH).then().statusCode(200);
  }

  @Test
  void withoutASignature() {
    String signature = signed(header(), good()).split("\\.")[2];
    for (String none : List.of("none", "None", "NONE", "nOnE", "none ", " none", "", "null")) {
      for (String id : List.of(ours.keyId(), outside().keyId(), "none")) {
        HandmadeToken token = new HandmadeToken(header(none, id), good());
        attack(none + " of " + id, token.with(""));
        attack(none + " of " + id + " with one", token.with(signature));
        attack(none + " of " + id + " with another", token.with("AA"));
      }
    }
    attack("none without a key", new HandmadeToken("{\"alg\":\"none\"}", good()).with(""));
    attack("null", new HandmadeToken("{\"alg\":null,\"kid\":\"x\"}", good()).with(""));
    attack("nothing", new HandmadeToken("{\"typ\":\"JWT\"}", good()).with(""));
    attack("an empty signature", new HandmadeToken(header(), good()).with(""));
    refused();
  }

  private static OutsideIssuer outside() {
    return Objects.requireNonNull(outside);
  }

  @Test
  void withAPublicKeyAsTheSecret() {
    ECPublicKey open = ours.open();
    byte[] der = open.getEncoded();
    String base64 = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    secrets.put("der", der);
    secrets.put("pem", pem.getBytes(UTF_8));
    secrets.put("pem and a line", (pem + "\n").getBytes(UTF_8));
    secrets.put("jwks", given().get("/.well-known/jwks.json").asByteArray());
    secrets.put("x", open.getW().getAffineX().toByteArray());
    secrets.put("rsa", outside().key().getPublic().getEncoded());
    secrets.put("zero", new byte[1]);
    for (Map.Entry<String, byte[]> secret : secrets.entrySet()) {
      for (String id : List.of(ours.keyId(), outside().keyId(), "../../../../../dev/null")) {
        for (String algorithm : List.of("HS256", "hs256", "HMAC")) {
          attack(
              secret.getKey() + " " + id + " " + algorithm,
              new HandmadeToken(header(algorithm, id), good()).hs256(secret.getValue()));
        }
      }
    }
    refused();
  }

  @Test
  void withAnotherAlgorithmOrSomebodyElsesKey() {
    KeyPair edwards = pair("Ed25519");
    for (String id : List.of(ours.keyId(), outside().keyId(), "unknown", "")) {
      attack(
          "RS256 " + id,
          new HandmadeToken(header("RS256", id), good()).rs256(strangerRsa.getPrivate()));
      attack(
          "PS256 " + id,
          new HandmadeToken(header("PS256", id), good()).rs256(outside().key().getPrivate()));
      attack(
          "RS512 " + id,
          new HandmadeToken(header("RS512", id), good()).rs256(outside().key().getPrivate()));
      attack(
          "ES256 " + id,
          new HandmadeToken(header("ES256", id), good()).es256(strangerEc.getPrivate()));
      attack("ES384 " + id, new HandmadeToken(header("ES384", id), good()).es256(ours.secret()));
      attack("ES256K " + id, new HandmadeToken(header("ES256K", id), good()).es256(ours.secret()));
      attack("es256 " + id, new HandmadeToken(header("es256", id), good()).es256(ours.secret()));
      attack(
          "EdDSA " + id,
          new HandmadeToken(header("EdDSA", id), good()).edDsa(edwards.getPrivate()));
      attack("dir " + id, new HandmadeToken(header("dir", id), good()).es256(ours.secret()));
    }
    // the issuer that is trusted for people is not trusted for keys
    attack(
        "the outside issuer as us",
        new HandmadeToken(header("RS256", outside().keyId()), good())
            .rs256(outside().key().getPrivate()));
    attack(
        "us as the outside issuer",
        signed(
            header(),
            with("iss", "\"" + OutsideIssuer.NAME + "\"")
                .replace("\"aud\":\"tapeline\"", "\"aud\":\"" + OutsideIssuer.AUDIENCE + "\"")));
    refused();
  }

  @Test
  void withKeysThatAreNamedOddly() {
    for (String id :
        List.of(
            "unknown",
            "",
            "../../../../../../dev/null",
            "/proc/sys/kernel/randomize_va_space",
            "file:///dev/null",
            "' OR '1'='1",
            "x' UNION SELECT 'c2VjcmV0' --",
            "'; DROP TABLE token_key; --",
            "| sleep 10",
            "$(sleep 10)",
            "`sleep 10`",
            "${jndi:ldap://127.0.0.1/x}",
            "%00",
            "\\u0000",
            "\\u202e",
            ours.keyId() + "\\u0000",
            ours.keyId() + " ",
            ours.keyId().toLowerCase(Locale.ROOT),
            "k".repeat(4_000))) {
      attack("kid " + id, signed(header("ES256", id), good()));
      attack("HS256 kid " + id, new HandmadeToken(header("HS256", id), good()).hs256(new byte[1]));
    }
    for (String odd : List.of("null", "7", "true", "[]", "[\"" + ours.keyId() + "\"]", "{}")) {
      attack(
          "kid as " + odd,
          signed("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":" + odd + "}", good()));
    }
    attack("no kid", signed("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", good()));
    int before = outside().asked();
    refused();
    assertThat(outside().asked() - before).as("asked of the issuer meanwhile").isLessThan(20);
  }

  @Test
  void withTheirKeyInTheHeader() throws Exception {
    AtomicInteger visits = new AtomicInteger();
    HttpServer theirs =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    theirs.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    theirs.start();
    try {
      String address = "http://127.0.0.1:" + theirs.getAddress().getPort() + "/keys";
      ECPublicKey open = (ECPublicKey) strangerEc.getPublic();
      String jwk =
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
              .formatted(
                  ours.keyId(),
                  HandmadeToken.encoded(unsigned(open.getW().getAffineX())),
                  HandmadeToken.encoded(unsigned(open.getW().getAffineY())));
      String der = Base64.getEncoder().encodeToString(open.getEncoded());
      for (String id : List.of(ours.keyId(), outside().keyId(), "mine")) {
        for (String more :
            List.of(
                "\"jwk\":" + jwk,
                "\"jku\":\"" + address + "\"",
                "\"x5u\":\"" + address + "\"",
                "\"x5c\":[\"" + der + "\"]",
                "\"x5t\":\"AAAA\"",
                "\"jwk\":" + jwk + ",\"jku\":\"" + address + "\",\"iss\":\"tapeline\"")) {
          attack(
              id + " " + more,
              new HandmadeToken(
                      "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + id + "\"," + more + "}",
                      good())
                  .es256(strangerEc.getPrivate()));
        }
      }
      refused();
      assertThat(visits).hasValue(0);
    } finally {
      theirs.stop(0);
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] whole = new byte[32];
    int length = Math.min(bytes.length, whole.length);
    System.arraycopy(bytes, bytes.length - length, whole, whole.length - length, length);
    return whole;
  }

  @Test
  void signedByUsButNotGoodHereOrNow() {
    long now = Instant.now().getEpochSecond();
    for (String claim : List.of("iss", "aud", "sub", "exp", "iat", "nbf", "jti", "scope")) {
      attack("no " + claim, signed(header(), without(claim)));
      attack(claim + " is null", signed(header(), with(claim, "null")));
      attack(claim + " is an object", signed(header(), with(claim, "{}")));
      attack(claim + " is a truth", signed(header(), with(claim, "true")));
    }
    for (String end :
        List.of("" + (now - 1), "0", "-1", "\"" + (now + 300) + "\"", "[]", "\"x\"")) {
      attack("exp " + end, signed(header(), with("exp", end)));
    }
    for (String begin : List.of("" + (now + 30), "99999999999", "\"x\"", "[0]")) {
      attack("nbf " + begin, signed(header(), with("nbf", begin)));
    }
    for (String issuer : List.of("\"\"", "\"Tapeline\"", "\"tapeline \"", "[\"tapeline\"]", "7")) {
      attack("iss " + issuer, signed(header(), with("iss", issuer)));
    }
    for (String audience :
        List.of("\"\"", "[]", "\"others\"", "[\"others\"]", "[7]", "\"TAPELINE\"")) {
      attack("aud " + audience, signed(header(), with("aud", audience)));
    }
    for (String subject :
        List.of(
            "\"\"",
            "7",
            "\"x\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "[\"" + keyId + "\"]")) {
      attack("sub " + subject, signed(header(), with("sub", subject)));
    }
    for (String payload : List.of("[]", "null", "7", "\"x\"", "{", "", " ", "{}", "\u0000")) {
      attack("payload " + payload, signed(header(), payload));
    }
    attack("another type", signed(header().replace("at+jwt", "JWT"), good()));
    attack("no type", signed(header().replace(",\"typ\":\"at+jwt\"", ""), good()));
    refused();
  }

  @Test
  void changedAfterwards() {
    String[] token = signed(header(), good()).split("\\.");
    String[] other = signed(header(), with("sub", "\"x\"")).split("\\.");
    String admin = with("scope", "\"admin\"");
    attack("another payload", token[0] + "." + HandmadeToken.encoded(admin) + "." + token[2]);
    attack("somebody's signature", token[0] + "." + token[1] + "." + other[2]);
    attack(
        "another header",
        HandmadeToken.encoded(header().replace("ES256", "ES256 "))
            + "."
            + token[1]
            + "."
            + token[2]);
    byte[] signature = HandmadeToken.decoded(token[2]);
    String start = token[0] + "." + token[1] + ".";
    for (int i = 0; i < signature.length; i += 9) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      attack("bit of byte " + i, start + HandmadeToken.encoded(changed));
    }
    attack("all zero", start + HandmadeToken.encoded(new byte[64]));
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 0xff);
    attack("all one", start + HandmadeToken.encoded(ones));
    byte[] noR = signature.clone();
    Arrays.fill(noR, 0, 32, (byte) 0);
    attack("r is zero", start + HandmadeToken.encoded(noR));
    byte[] noS = signature.clone();
    Arrays.fill(noS, 32, 64, (byte) 0);
    attack("s is zero", start + HandmadeToken.encoded(noS));
    attack("too short", start + HandmadeToken.encoded(Arrays.copyOf(signature, 63)));
    attack("too long", start + HandmadeToken.encoded(Arrays.copyOf(signature, 65)));
    attack("DER of zeros", start + HandmadeToken.encoded(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
    attack("padded", start + token[2] + "==");
    char last = token[2].charAt(85);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char twin = alphabet.charAt(alphabet.indexOf(last) ^ 1);
    attack("the same in another spelling", start + token[2].substring(0, 85) + twin);
    attack(
        "with a character that is none",
        start + token[2].substring(0, 40) + "!" + token[2].substring(40));
    attack("with a space", start + token[2].substring(0, 40) + " " + token[2].substring(40));
    refused();
  }

  @Test
  void oddlyMade() {
    String good = signed(header(), good());
    String[] parts = good.split("\\.");
    attack("many dots", good + ".".repeat(4_000));
    attack("only dots", ".".repeat(8_000));
    attack("two dots", "..");
    attack("one dot", ".");
    attack("four parts", good + ".x");
    attack("five parts, as encrypted ones", good + ".x.y");
    attack("two parts", parts[0] + "." + parts[1]);
    attack("detached", parts[0] + ".." + parts[2]);
    attack("huge payload", signed(header(), with("pad", "\"" + "a".repeat(6_000) + "\"")));
    attack("huge signature", parts[0] + "." + parts[1] + "." + "A".repeat(14_000));
    attack("huge nothing", "a.".repeat(7_000));
    attack("deep", signed(header(), "[".repeat(4_000)));
    attack("deep header", signed("{\"a\":".repeat(800), good()));
    String twice = good().replace("}", ",\"scope\":\"admin\"}");
    attack("a claim twice", signed(header(), twice));
    attack("an end twice", signed(header(), good().replace("}", ",\"exp\":99999999999}")));
    attack("an algorithm twice", signed(header().replace("{", "{\"alg\":\"none\","), good()));
    String unencoded = header().replace("}", ",\"b64\":false,\"crit\":[\"b64\"]}");
    attack("b64 in crit", signed(unencoded, good()));
    attack(
        "an unencoded payload",
        HandmadeToken.encoded(unencoded) + "." + "payload" + "." + parts[2]);
    attack("b64 alone", signed(header().replace("}", ",\"b64\":false}"), good()));
    attack(
        "what nobody knows in crit", signed(header().replace("}", ",\"crit\":[\"x\"]}"), good()));
    attack("nothing in crit", signed(header().replace("}", ",\"crit\":[]}"), good()));
    attack("header is a list", signed("[" + header() + "]", good()));
    attack("header has more behind it", signed(header() + "x", good()));
    attack("a word before it", "Bearer " + good);
    attack("a letter before it", "x" + good);
    attack("a key behind it", good + "." + key);
    attack("a key and a dot", key + ".");
    refused();
    as("a." + "b".repeat(20_000)).get(PATH).then().statusCode(431);
  }

  @Test
  void ofTheOutsideIssuerButNotGoodHereOrNow() {
    OutsideIssuer issuer = outside();
    Instant later = Instant.now().plusSeconds(300);
    String scope = ",\"scope\":\"prices:read\"";
    attack("issuer", issuer.token("tapeline", OutsideIssuer.AUDIENCE, "a", later, scope));
    attack(
        "slash", issuer.token(OutsideIssuer.NAME + "/", OutsideIssuer.AUDIENCE, "a", later, scope));
    attack("audience", issuer.token(OutsideIssuer.NAME, "tapeline", "a", later, scope));
    attack(
        "expired",
        issuer.token(
            OutsideIssuer.NAME,
            OutsideIssuer.AUDIENCE,
            "a",
            Instant.now().minusSeconds(31),
            scope));
    attack("no name", issuer.token(" ", scope));
    attack("a long name", issuer.token("a".repeat(256), scope));
    attack(
        "not yet", issuer.token("a", ",\"nbf\":" + Instant.now().plusSeconds(60).getEpochSecond()));
    attack("a name twice", issuer.token("a", ",\"sub\":\"b\""));
    attack("an unknown tenant", issuer.token("a", ",\"org\":\"nobody's\""));
    attack("a tenant that is no name", issuer.token("a", ",\"org\":[\"attacked\"]"));
    attack("a plan that is no name", issuer.token("a", ",\"plan\":7"));
    String[] good = issuer.token("a", scope).split("\\.");
    String[] bad =
        issuer.token("a", ",\"realm_access\":{\"roles\":[\"market-admin\"]}").split("\\.");
    attack("changed", good[0] + "." + bad[1] + "." + good[2]);
    refused();
  }

  private static Response from(String address, String token) {
    return as(token).header("X-Forwarded-For", address).get(PATH);
  }

  @Test
  void whoSendsManyIsNotEvenLookedAtAnyMore() {
    String scarce =
        GuardedSandbox.shipped()
            .replaceFirst(
                "read: \\{units: 300, per: 1m, burst: 100}",
                "read: {units: 60, per: 1h, burst: 60}");
    TestKeys.reload(scarce).then().statusCode(200);
    try {
      String away = "198.51.100.7";
      String seen = signed(header(), good());
      from(away, seen).then().statusCode(200);
      int refused = 0;
      while (refused < 200
          && from(away, new HandmadeToken(header(), with("n", "" + refused)).with("AA"))
                  .statusCode()
              == 401) {
        refused++;
      }
      // each is charged for the check, and for having been wrong
      assertThat(refused).isBetween(25, 40);
      String fresh = signed(header(), with("jti", "\"fresh\""));
      from(away, fresh).then().statusCode(429);
      from(away, seen).then().statusCode(200);
      from("198.51.100.8", fresh).then().statusCode(200);
      from(away, fresh).then().statusCode(200);
    } finally {
      TestKeys.reload(GuardedSandbox.generous()).then().statusCode(200);
    }
  }
}
