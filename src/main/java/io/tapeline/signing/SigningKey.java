package io.tapeline.signing;

import java.time.Instant;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A pair of keys, Ed25519 (RFC 8032). May be shared between threads. */
public final class SigningKey {

  private final Ed25519PrivateKeyParameters secret;
  private final PublicKey open;

  /**
   * @param seed 32 bytes that nobody else knows
   */
  public SigningKey(byte[] seed, Instant from, Instant until) {
    secret = new Ed25519PrivateKeyParameters(seed, 0);
    open = PublicKey.of(secret.generatePublicKey().getEncoded(), from, until);
  }

  /** The half that everybody may have. */
  public PublicKey open() {
    return open;
  }

  /** 64 bytes, the same for the same text. */
  public byte[] sign(byte[] text) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(text, 0, text.length);
    return signer.generateSignature();
  }

  /** Without the private half. */
  @Override
  public String toString() {
    return open.id();
  }
}
