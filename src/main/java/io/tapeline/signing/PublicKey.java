package io.tapeline.signing;

import java.time.Instant;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Checks what a key has signed.
 *
 * @param x as RFC 8032 has it, 32 bytes; nobody may change the array
 * @param from when it begins to sign; it is published before
 * @param until the first moment at which it does not sign any more; it stays published
 */
@SuppressWarnings("ArrayRecordComponent")
public record PublicKey(String id, byte[] x, Instant from, Instant until) {

  public PublicKey {
    if (x.length != Ed25519PublicKeyParameters.KEY_SIZE) {
      throw new IllegalArgumentException("a public key of " + x.length + " bytes");
    }
  }

  public static PublicKey of(byte[] x, Instant from, Instant until) {
    return new PublicKey(KeyId.of(x), x, from, until);
  }

  /** The key as a JWK has it. */
  public String base64() {
    return KeyId.base64(x);
  }

  public boolean signsAt(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }

  public boolean hasSigned(byte[] text, byte[] signature) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, new Ed25519PublicKeyParameters(x, 0));
    signer.update(text, 0, text.length);
    return signer.verifySignature(signature);
  }
}
