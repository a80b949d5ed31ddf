package io.tapeline.chain.spv;

import io.tapeline.chain.RefusedException;
import io.tapeline.digest.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A 256-bit hash as Bitcoin makes it: SHA-256 of SHA-256. On the wire it is 32 bytes as hashed; as
 * a number those bytes are little-endian; as text it is that number in 64 hexadecimal digits, so
 * the bytes appear reversed and the zeros of a block's hash stand in front.
 *
 * @param w0 the first eight wire bytes, little-endian: the least significant word
 * @param w3 the last eight: the most significant word
 */
public record Hash256(long w0, long w1, long w2, long w3) implements Comparable<Hash256> {

  public static final int BYTES = 32;

  /** All zeros: the parent of a first block, and the id that a coinbase has among witnesses. */
  public static final Hash256 ZERO = new Hash256(0, 0, 0, 0);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int DIGITS = 2 * BYTES;

  /** SHA-256 of SHA-256 of all bytes. */
  public static Hash256 of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** SHA-256 of SHA-256 of a part of the bytes. */
  public static Hash256 of(byte[] bytes, int from, int length) {
    MessageDigest digest = Sha256.start();
    digest.update(bytes, from, length);
    return finish(digest);
  }

  /** Of what the digest was given, hashed once more. The digest can be used again. */
  public static Hash256 finish(MessageDigest digest) {
    return fromWire(digest.digest(digest.digest()), 0);
  }

  /** The node above two nodes of a Merkle tree. */
  public static Hash256 ofPair(Hash256 left, Hash256 right) {
    return of(pair(left, right));
  }

  /** What {@link #ofPair} hashes: 64 bytes. */
  public static byte[] pair(Hash256 left, Hash256 right) {
    byte[] both = new byte[2 * BYTES];
    left.writeTo(both, 0);
    right.writeTo(both, BYTES);
    return both;
  }

  /** 32 bytes as they are hashed and sent. */
  public static Hash256 fromWire(byte[] bytes, int at) {
    if (at < 0 || bytes.length - at < BYTES) {
      throw new RefusedException("a hash has 32 bytes");
    }
    return new Hash256(
        (long) LONG.get(bytes, at),
        (long) LONG.get(bytes, at + 8),
        (long) LONG.get(bytes, at + 16),
        (long) LONG.get(bytes, at + 24));
  }

  /** 64 hexadecimal digits as nodes and explorers show them, the wire bytes reversed. */
  public static Hash256 parse(String text) {
    if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw new RefusedException("a hash has 64 hexadecimal digits");
    }
    return new Hash256(word(text, 48), word(text, 32), word(text, 16), word(text, 0));
  }

  private static long word(String text, int from) {
    return Long.parseUnsignedLong(text, from, from + 16, 16);
  }

  public void writeTo(byte[] bytes, int at) {
    LONG.set(bytes, at, w0);
    LONG.set(bytes, at + 8, w1);
    LONG.set(bytes, at + 16, w2);
    LONG.set(bytes, at + 24, w3);
  }

  /** 32 bytes as they are hashed and sent. */
  public byte[] toWire() {
    byte[] bytes = new byte[BYTES];
    writeTo(bytes, 0);
    return bytes;
  }

  /** From 0 to 2^256 − 1: what is compared with a target. */
  public BigInteger toNumber() {
    return new BigInteger(toString(), 16);
  }

  /** By the number. */
  @Override
  public int compareTo(Hash256 other) {
    int order = Long.compareUnsigned(w3, other.w3);
    order = order != 0 ? order : Long.compareUnsigned(w2, other.w2);
    order = order != 0 ? order : Long.compareUnsigned(w1, other.w1);
    return order != 0 ? order : Long.compareUnsigned(w0, other.w0);
  }

  /** 64 lower-case hexadecimal digits, the wire bytes reversed. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(w3) + hex.toHexDigits(w2) + hex.toHexDigits(w1) + hex.toHexDigits(w0);
  }
}
