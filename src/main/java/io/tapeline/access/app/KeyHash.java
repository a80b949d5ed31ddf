package io.tapeline.access.app;

import io.tapeline.access.KeyText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a key: HMAC-SHA-256 (RFC 2104) with a secret that is not in the database. Keys
 * have 190 random bits, so that a slow hash would protect nothing more.
 */
public final class KeyHash {

  /** Shorter secrets could be guessed. */
  public static final int MIN_SECRET_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";

  /** Proves to others which secret this is without giving it away. */
  private static final String CHECK = "tapeline access check";

  private final SecretKeySpec secret;

  public KeyHash(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException("a secret of " + secret.length + " bytes");
    }
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  public byte[] of(KeyText key) {
    return of(key.text());
  }

  /** The same for all who have the same secret. */
  public byte[] check() {
    return of(CHECK);
  }

  /**
   * A secret of 32 bytes for another use, of which neither this one nor that of a third use can be
   * told.
   */
  public byte[] derived(String use) {
    return of("tapeline access use " + use);
  }

  private byte[] of(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
