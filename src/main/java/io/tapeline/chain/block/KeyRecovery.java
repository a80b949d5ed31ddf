package io.tapeline.chain.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Whose key made a signature on secp256k1: the point {@code (s × R − hash × G) / r} (SEC 1, 4.1.6),
 * where R is the point that the signer made for it. Nothing here is secret, so it may take a time
 * that depends on what it is given; one takes about 0.2 ms, whatever that is.
 */
final class KeyRecovery {

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger ORDER = CURVE.getN();

  /** Above it the other one of two s should have been taken (EIP-2). */
  private static final BigInteger HIGHEST_LOW = ORDER.shiftRight(1);

  private static final byte EVEN = 2;

  private KeyRecovery() {}

  /** Of two s that hold, and are of the same signer, the Homestead fork left the lower one. */
  static boolean isHigh(BigInteger s) {
    return s.compareTo(HIGHEST_LOW) > 0;
  }

  /**
   * The signer's address.
   *
   * @param hash 32 bytes, what was signed
   * @param isOdd whether the y of R is
   * @param r the x of R; the few x above the order are no EVM chain's
   * @throws RefusedException if no key makes that of this hash
   */
  static Address signer(byte[] hash, boolean isOdd, BigInteger r, BigInteger s) {
    requireInside("r", r);
    requireInside("s", s);
    BigInteger inverse = r.modInverse(ORDER);
    BigInteger ofBase = new BigInteger(1, hash).multiply(inverse).negate().mod(ORDER);
    BigInteger ofPoint = s.multiply(inverse).mod(ORDER);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), ofBase, point(isOdd, r), ofPoint).normalize();
    if (key.isInfinity()) {
      throw new RefusedException("the signature is of no key");
    }
    return address(key);
  }

  private static void requireInside(String name, BigInteger number) {
    if (number.signum() <= 0 || number.compareTo(ORDER) >= 0) {
      throw new RefusedException(
          "the signature's %s is not between 0 and the curve's order".formatted(name));
    }
  }

  private static ECPoint point(boolean isOdd, BigInteger x) {
    byte[] coordinate = CURVE.getCurve().fromBigInteger(x).getEncoded();
    byte[] encoded = new byte[coordinate.length + 1];
    encoded[0] = isOdd ? EVEN + 1 : EVEN;
    System.arraycopy(coordinate, 0, encoded, 1, coordinate.length);
    try {
      return CURVE.getCurve().decodePoint(encoded);
    } catch (IllegalArgumentException _) {
      throw new RefusedException("the signature's r is of no point of the curve");
    }
  }

  /** The end of the hash of both coordinates. */
  private static Address address(ECPoint key) {
    byte[] encoded = key.getEncoded(false);
    byte[] hash = new Keccak().hash(Arrays.copyOfRange(encoded, 1, encoded.length));
    return Address.of(Arrays.copyOfRange(hash, hash.length - Address.BYTES, hash.length));
  }
}
