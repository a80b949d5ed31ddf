package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDigestTest {

  /** The content of RFC 9530 appendix A, with the digests that it gives. */
  private static final byte[] HELLO = "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8);

  @Test
  void digestsAreThoseOfTheRfc() {
    assertThat(ContentDigest.SHA_256.of(HELLO))
        .isEqualTo("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
    assertThat(ContentDigest.SHA_512.of(HELLO))
        .isEqualTo(
            "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCs"
                + "yRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|SHA_256",
        "sha-256=1|SHA_256",
        "sha-512=3, sha-256=10, unixsum=0|SHA_256",
        "sha-512=3, sha-256=2|SHA_512",
        "sha-512=3|SHA_512",
        "sha-256=0, sha-512=1|SHA_512",
        "sha-256=0|none",
        "md5=10|SHA_256",
        "no field, at all|SHA_256"
      })
  void theDigestIsTheOneThatIsWantedMost(String want, String expected) {
    assertThat(ContentDigest.wanted(want).map(Enum::name).orElse("none")).isEqualTo(expected);
  }
}
