package io.tapeline.chain.spv.header;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.ByteReader;
import io.tapeline.chain.spv.Hash256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * A block's header: 80 bytes on the wire, numbers little-endian.
 *
 * @param version signed; from 4 on its bits are votes
 * @param timeSeconds since 1970, unsigned 32 bits; by the miner's clock, so not rising in order
 * @param bits the target in its compact form
 * @param nonce unsigned 32 bits
 */
public record BlockHeader(
    int version,
    Hash256 previous,
    Hash256 merkleRoot,
    long timeSeconds,
    CompactTarget bits,
    long nonce) {

  public static final int BYTES = 80;

  private static final long MAX_UINT32 = 0xffff_ffffL;

  public BlockHeader {
    if (timeSeconds < 0 || timeSeconds > MAX_UINT32 || nonce < 0 || nonce > MAX_UINT32) {
      throw new IllegalArgumentException("time or nonce beyond 32 bits");
    }
  }

  /** Exactly 80 bytes. */
  public static BlockHeader parse(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new RefusedException("a header has 80 bytes, not " + bytes.length);
    }
    return read(new ByteReader(bytes));
  }

  /** 160 hexadecimal digits. */
  public static BlockHeader parse(String hex) {
    return parse(ByteReader.hex(hex, BYTES));
  }

  /** The next 80 bytes. */
  public static BlockHeader read(ByteReader in) {
    return new BlockHeader(
        in.int32(), in.hash(), in.hash(), in.uint32(), new CompactTarget(in.int32()), in.uint32());
  }

  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    previous.writeTo(bytes, 4);
    merkleRoot.writeTo(bytes, 36);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0, version)
        .putInt(68, (int) timeSeconds)
        .putInt(72, bits.bits())
        .putInt(76, (int) nonce);
    return bytes;
  }

  /** The block's hash. Computed at each call. */
  public Hash256 hash() {
    return Hash256.of(toBytes());
  }

  public Instant time() {
    return Instant.ofEpochSecond(timeSeconds);
  }

  /** How many hashes a header with this target takes on average; see {@link CompactTarget#work}. */
  public BigInteger work() {
    return bits.work();
  }
}
