package io.tapeline.sandbox.chain.state;

import io.tapeline.chain.block.Transaction.Signature;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.sandbox.price.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * Private keys of simulated accounts, each the one before and one more, and signatures with them.
 * They hold, and they keep nothing secret: the keys follow from the seed, and all signatures share
 * one of a few secret numbers, so that making one takes two multiplications and no curve.
 */
public final class Keys {

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger HALF = ORDER.shiftRight(1);
  private static final int COORDINATE_BYTES = 32;
  private static final int POINT_BYTES = 2 * COORDINATE_BYTES;
  private static final int NONCES = 8;

  /** A point that signatures share. */
  private record Nonce(BigInteger inverse, BigInteger r, boolean isOdd) {}

  private final BigInteger first;
  private final List<Address> addresses;
  private final List<Nonce> nonces = new ArrayList<>(NONCES);

  public Keys(long seed, int count) {
    first = secret(seed, "key");
    BigInteger nonce = secret(seed, "nonce");
    addresses = points(first, count).stream().map(Keys::address).toList();
    for (ECPoint point : points(nonce, NONCES)) {
      nonces.add(
          new Nonce(
              nonce.add(BigInteger.valueOf(nonces.size())).modInverse(ORDER),
              point.getAffineXCoord().toBigInteger().mod(ORDER),
              point.getAffineYCoord().testBitZero()));
    }
  }

  private static BigInteger secret(long seed, String what) {
    BigInteger number = BigInteger.ZERO;
    for (int word = 0; word < COORDINATE_BYTES / Long.BYTES; word++) {
      long hash = Hash.of(Hash.of(seed, what), word);
      number = number.shiftLeft(Long.SIZE).or(new BigInteger(Long.toUnsignedString(hash)));
    }
    return number.mod(HALF).add(BigInteger.ONE);
  }

  private static List<ECPoint> points(BigInteger first, int count) {
    ECPoint[] points = new ECPoint[count];
    points[0] = new FixedPointCombMultiplier().multiply(CURVE.getG(), first);
    for (int i = 1; i < count; i++) {
      points[i] = points[i - 1].add(CURVE.getG());
    }
    CURVE.getCurve().normalizeAll(points);
    return List.of(points);
  }

  private static Address address(ECPoint point) {
    byte[] encoded = new byte[POINT_BYTES];
    System.arraycopy(point.getAffineXCoord().getEncoded(), 0, encoded, 0, COORDINATE_BYTES);
    System.arraycopy(
        point.getAffineYCoord().getEncoded(), 0, encoded, COORDINATE_BYTES, COORDINATE_BYTES);
    byte[] hash = new Keccak().hash(encoded);
    return Address.of(Arrays.copyOfRange(hash, hash.length - Address.BYTES, hash.length));
  }

  /** Of each key, in their order. */
  public List<Address> addresses() {
    return addresses;
  }

  /**
   * @param hash 32 bytes
   * @return with the parity of y as {@code v}, and the lower of the two s that hold
   */
  public Signature sign(int key, byte[] hash) {
    Nonce nonce = nonces.get(key % NONCES);
    BigInteger secret = first.add(BigInteger.valueOf(key));
    BigInteger s =
        nonce.inverse.multiply(new BigInteger(1, hash).add(nonce.r.multiply(secret))).mod(ORDER);
    boolean isHigh = s.compareTo(HALF) > 0;
    return new Signature(
        nonce.isOdd == isHigh ? BigInteger.ZERO : BigInteger.ONE,
        nonce.r,
        isHigh ? ORDER.subtract(s) : s);
  }
}
