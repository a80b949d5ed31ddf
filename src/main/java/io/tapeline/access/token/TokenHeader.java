package io.tapeline.access.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * What a token in compact form (RFC 7515) says of how it is signed. Nothing of it can be relied on;
 * it is only good for finding one of the keys that are known.
 */
record TokenHeader(String keyId, String algorithm) {

  /** Longer ones are not looked at. */
  static final int MAX_LENGTH = 8_192;

  private static final int PARTS = 3;
  private static final int MAX_KEY_ID_LENGTH = 256;

  /**
   * Nothing where a token is not three parts of base64url in their only spelling, names no key, or
   * wants more to be understood than a plain signature (RFC 7515 {@code crit}, RFC 7797 {@code
   * b64}).
   */
  static Optional<TokenHeader> of(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String[] parts = token.split("\\.", PARTS + 1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    for (String part : parts) {
      if (part.isEmpty() || !isCanonical(part)) {
        return Optional.empty();
      }
    }
    return read(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
  }

  /** Bits that a decoder would pass over make another text of the same signature. */
  private static boolean isCanonical(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Optional<TokenHeader> read(String json) {
    try {
      Map<String, Object> fields = JsonUtil.parseJson(json);
      boolean plain = !fields.containsKey("crit") && !fields.containsKey("b64");
      return plain
              && fields.get("kid") instanceof String id
              && id.length() <= MAX_KEY_ID_LENGTH
              && fields.get("alg") instanceof String algorithm
          ? Optional.of(new TokenHeader(id, algorithm))
          : Optional.empty();
    } catch (JoseException _) {
      return Optional.empty();
    }
  }
}
