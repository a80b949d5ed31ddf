package io.tapeline.access.app;

import io.tapeline.digest.Sha256;

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
    return new Once(Sha256.hex(account + "\n" + key), Sha256.hex(request));
  }
}
