package io.tapeline.access.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request that counts once, however often it is sent.
 *
 * @param id of all that its sender sends under one idempotency key; nobody else's is the same
 * @param request what is asked: another one under the same key is a mistake
 */
public record Once(String id, String request) {

  /**
   * @param account whose idempotency key it is
   * @param request all that makes a difference
   */
  public static Once of(String account, String key, String request) {
    return new Once(hash(account + "\n" + key), hash(request));
  }

  private static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
