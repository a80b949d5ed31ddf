package io.tapeline.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A JWT put together with nothing but the JDK, so that it can be what no library would make.
 *
 * @param header as JSON
 * @param payload as JSON
 */
record HandmadeToken(String header, String payload) {

  static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String encoded(String text) {
    return encoded(text.getBytes(UTF_8));
  }

  static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  private String signed() {
    return encoded(header) + "." + encoded(payload);
  }

  /** With this instead of a signature. */
  String with(String signature) {
    return signed() + "." + signature;
  }

  String es256(PrivateKey key) {
    return with("SHA256withECDSAinP1363Format", key);
  }

  String rs256(PrivateKey key) {
    return with("SHA256withRSA", key);
  }

  String edDsa(PrivateKey key) {
    return with("Ed25519", key);
  }

  private String with(String algorithm, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(signed().getBytes(UTF_8));
      return with(encoded(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String hs256(byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return with(encoded(mac.doFinal(signed().getBytes(UTF_8))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a token's signature, ES256, is of this key. */
  static boolean isOf(PublicKey key, String token) throws GeneralSecurityException {
    int end = token.lastIndexOf('.');
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key);
    signature.update(token.substring(0, end).getBytes(UTF_8));
    return signature.verify(decoded(token.substring(end + 1)));
  }
}
