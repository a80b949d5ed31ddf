package io.tapeline.access.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked at of a token before anything of it is believed. */
class TokenHeaderTest {

  private static final String GOOD = "{\"alg\":\"ES256\",\"kid\":\"a\"}";

  private static String text(String part) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8));
  }

  private static String token(String header) {
    return text(header) + "." + text("{}") + "." + text("signature");
  }

  @Test
  void saysWhichKeySigned() {
    assertThat(TokenHeader.of(token(GOOD))).hasValue(new TokenHeader("a", "ES256"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        "{\"alg\":\"ES256\"}",
        "{\"kid\":\"a\"}",
        "{\"alg\":1,\"kid\":\"a\"}",
        "{\"alg\":\"ES256\",\"kid\":1}",
        "{\"alg\":\"ES256\",\"kid\":null}",
        "{\"alg\":\"ES256\",\"kid\":[\"a\"]}",
        "{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"a\"}",
        "{\"alg\":\"ES256\",\"kid\":\"a\",\"b64\":false,\"crit\":[\"b64\"]}",
        "{\"alg\":\"ES256\",\"kid\":\"a\",\"crit\":[]}",
        "{\"alg\":\"ES256\",\"kid\":\"a\",\"b64\":true}",
      })
  void refusesOtherHeaders(String header) {
    assertThat(TokenHeader.of(token(header))).isEmpty();
  }

  @Test
  void refusesOtherForms() {
    String good = token(GOOD);
    String[] parts = good.split("\\.");
    for (String bad :
        new String[] {
          "",
          ".",
          "..",
          "....",
          good + ".",
          "." + good,
          good + ".a.b",
          parts[0] + "." + parts[1],
          parts[0] + "." + parts[1] + ".",
          parts[0] + ".." + parts[2],
          good.replace('.', ' '),
          good + "=",
          good + "\n",
          " " + good,
          parts[0] + "." + parts[1] + ".a+/a",
          // bits that are no part of the last byte
          parts[0] + "." + parts[1] + ".QR",
          ".".repeat(TokenHeader.MAX_LENGTH),
          text(GOOD) + "." + "a".repeat(TokenHeader.MAX_LENGTH) + ".QQ",
        }) {
      assertThat(TokenHeader.of(bad)).as(bad).isEmpty();
    }
    assertThat(TokenHeader.of(parts[0] + "." + parts[1] + ".QQ")).isPresent();
  }

  @Test
  void nothingMakesItFail() {
    SplittableRandom random = new SplittableRandom(21);
    String deep = "{\"alg\":" + "[".repeat(5_000) + "}";
    assertThatCode(() -> TokenHeader.of(token(deep))).doesNotThrowAnyException();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder changed = new StringBuilder(GOOD);
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(1, 300));
      }
      assertThatCode(() -> TokenHeader.of(token(changed.toString())))
          .as(changed.toString())
          .doesNotThrowAnyException();
    }
  }
}
