package io.tapeline.access.token;

import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;

/** The key that the service signs with, for tokens that it would never sign itself. */
public record OurSignature(String keyId, PrivateKey secret, ECPublicKey open) {

  public static OurSignature of(SigningKeys keys) {
    SigningKey signing = keys.signing().orElseThrow();
    return new OurSignature(
        signing.id(), signing.pair().getPrivateKey(), (ECPublicKey) signing.pair().getPublicKey());
  }
}
