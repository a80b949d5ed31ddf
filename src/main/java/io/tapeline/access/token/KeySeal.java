package io.tapeline.access.token;

import io.tapeline.access.app.KeySecret;
import io.tapeline.access.token.SigningKeyStore.Kept;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Seals keys that sign, AES-256-GCM under a secret that follows from the one that hashes of keys
 * are made with: whoever reads the database can sign nothing, and whoever writes to it can't make
 * us accept a key of theirs.
 */
@ApplicationScoped
public class KeySeal {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec secret;
  private final SecureRandom random = new SecureRandom();

  public KeySeal(KeySecret secret) {
    this.secret = new SecretKeySpec(secret.hash().derived("signing keys"), "AES");
  }

  Kept seal(SigningKey key) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] text =
        key.pair().toJson(OutputControlLevel.INCLUDE_PRIVATE).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, key.id()).doFinal(text);
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return new Kept(key.id(), all, key.signsFrom(), key.signsUntil(), key.goneAt());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
  }

  /** Nothing where it was sealed with another secret, or changed since. */
  Optional<SigningKey> open(Kept kept) {
    if (kept.sealed().length < NONCE_BYTES) {
      return Optional.empty();
    }
    try {
      byte[] nonce = Arrays.copyOf(kept.sealed(), NONCE_BYTES);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce, kept.id())
              .doFinal(kept.sealed(), NONCE_BYTES, kept.sealed().length - NONCE_BYTES);
      PublicJsonWebKey pair =
          PublicJsonWebKey.Factory.newPublicJwk(new String(text, StandardCharsets.UTF_8));
      return Optional.of(
          new SigningKey(kept.id(), pair, kept.signsFrom(), kept.signsUntil(), kept.goneAt()));
    } catch (GeneralSecurityException | JoseException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String id) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
