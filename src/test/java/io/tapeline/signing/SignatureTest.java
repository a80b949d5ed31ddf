package io.tapeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.http.structured.Bare;
import io.tapeline.http.structured.Dictionary;
import io.tapeline.http.structured.Member.Inner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

  private static final Instant AT = Instant.ofEpochSecond(1_618_884_473);

  /** test-key-ed25519 of RFC 9421 appendix B.1.4. */
  private static final SigningKey KEY =
      new SigningKey(
          HexFormat.of()
              .parseHex("9f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5"),
          Instant.EPOCH,
          Instant.MAX);

  private static final Map<String, String> ANSWER =
      Map.of(
          "@status", "200",
          "content-type", "application/json",
          "content-digest", "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
          "etag", "\"abc\"");

  private static final Target ASKED =
      Target.of("GET", "HTTP://Example.com:80/v1/prices?assets=btc");

  private static final Message MESSAGE =
      (name, ofRequest) -> ofRequest ? ASKED.component(name) : ANSWER.get(name);

  @Test
  void theRfcsOwnRequestHasTheRfcsOwnSignature() {
    Map<String, String> request =
        Map.of(
            "date", "Tue, 20 Apr 2021 02:07:55 GMT",
            "@method", "POST",
            "@path", "/foo",
            "@authority", "example.com",
            "content-type", "application/json",
            "content-length", "18");
    Inner input =
        (Inner)
            Objects.requireNonNull(
                Dictionary.parse(
                        "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\""
                            + " \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"")
                    .orElseThrow()
                    .members()
                    .get("sig-b26"));
    byte[] base = SignatureBase.of(input, (name, _) -> request.get(name)).orElseThrow();
    assertThat(new String(base, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            "date": Tue, 20 Apr 2021 02:07:55 GMT
            "@method": POST
            "@path": /foo
            "@authority": example.com
            "content-type": application/json
            "content-length": 18
            "@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519\"""");
    byte[] signature =
        Base64.getDecoder()
            .decode(
                "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1"
                    + "u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
    assertThat(KEY.sign(base)).isEqualTo(signature);
    assertThat(KEY.open().hasSigned(base, signature)).isTrue();
    signature[3] ^= 1;
    assertThat(KEY.open().hasSigned(base, signature)).isFalse();
    assertThat(KEY.open().base64()).isEqualTo("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs");
    // as RFC 9421 B.1.4's key is named in draft-meunier-http-message-signatures-directory
    assertThat(KEY.open().id()).isEqualTo("poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U");
  }

  private static Optional<Signed> signed(String wish) {
    return Signed.of(Wish.of(wish).getFirst(), MESSAGE, KEY, AT);
  }

  @Test
  void whoNamesNoComponentsGetsAllThatAnAnswerCanBeHeldTo() {
    Signed signed = signed("mine=();nonce=\"n-1\";created").orElseThrow();
    assertThat(signed.label()).isEqualTo("mine");
    assertThat(signed.input())
        .hasToString(
            "(\"@status\" \"content-digest\" \"content-type\" \"etag\" \"@method\";req"
                + " \"@path\";req \"@query\";req);created=1618884473"
                + ";keyid=\"poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U\";nonce=\"n-1\"");
    byte[] base = SignatureBase.of(signed.input(), MESSAGE).orElseThrow();
    assertThat(new String(base, StandardCharsets.UTF_8))
        .contains("\"@path\";req: /v1/prices\n", "\"@query\";req: ?assets=btc\n");
    assertThat(KEY.open().hasSigned(base, signed.signature().value())).isTrue();
  }

  @Test
  void whoNamesComponentsGetsExactlyThese() {
    assertThat(signed("s=(\"@target-uri\";req \"@status\");tag=\"t\"").orElseThrow().input())
        .asString()
        .startsWith("(\"@target-uri\";req \"@status\");created=")
        .endsWith(";tag=\"t\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s=(\"missing\")",
        "s=(\"@status\" \"@status\")",
        "s=(\"@method\")",
        "s=(\"@status\";req)",
        "s=(\"etag\";sf)",
        "s=(\"content-digest\";key=\"sha-256\")",
        "s=(\"@query-param\";req;name=\"assets\")",
        "s=(\"@signature-params\")",
        "s=(token)",
        "s=();keyid=\"another\"",
        "s=();alg=\"rsa-pss-sha512\"",
        "s=();expires",
        "s=();nonce=7",
        "s=();unheard-of=1"
      })
  void whatCannotBeDoneAsItIsAskedIsNotDone(String wish) {
    assertThat(signed(wish)).isEmpty();
  }

  @Test
  void aNonceThatIsTooLongIsNotSigned() {
    assertThat(signed("s=();nonce=\"" + "n".repeat(256) + "\"")).isPresent();
    assertThat(signed("s=();nonce=\"" + "n".repeat(257) + "\"")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sig", "sig=1", "sig=(", "no field, at all?"})
  void whatIsNoWishIsNone(String field) {
    assertThat(Wish.of(field)).isEmpty();
  }

  @Test
  void nobodyGetsMoreThanFourSignatures() {
    assertThat(Wish.of("a=(), b=(), c=(), d=(), e=()"))
        .extracting(Wish::label)
        .containsExactly("a", "b", "c", "d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@method|GET",
        "@scheme|http",
        "@authority|example.com",
        "@path|/v1/prices",
        "@query|?assets=btc",
        "@request-target|/v1/prices?assets=btc",
        "@target-uri|http://example.com/v1/prices?assets=btc",
        "@status|",
        "host|"
      })
  void anAddressHasItsComponents(String name, String value) {
    assertThat(ASKED.component(name)).isEqualTo(value);
  }

  @Test
  void withoutAQueryThereIsItsQuestionMark() {
    Target bare = Target.of("HEAD", "https://example.com:8443");
    assertThat(bare.component("@query")).isEqualTo("?");
    assertThat(bare.component("@target-uri")).isEqualTo("https://example.com:8443/");
  }

  @Test
  void valuesAreTextAlone() {
    assertThat(new Bare.Text("a\"b\\")).hasToString("\"a\\\"b\\\\\"");
  }
}
