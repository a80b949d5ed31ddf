package io.tapeline.signing;

import io.tapeline.digest.Sha256;
import java.util.Base64;

/** Names of keys: thumbprints of RFC 7638, with the members that RFC 8037 says for Ed25519. */
final class KeyId {

  private KeyId() {}

  /**
   * @param x the public key, 32 bytes
   */
  static String of(byte[] x) {
    String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64(x) + "\"}";
    return base64(Sha256.of(jwk));
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
