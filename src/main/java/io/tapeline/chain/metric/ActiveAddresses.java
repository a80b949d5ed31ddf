package io.tapeline.chain.metric;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * How many different addresses there were, in little room: up to {@link #EXACT} each is remembered
 * by a hash of 64 bits, and the number is exact; beyond that by an UltraLogLog of 2 KiB, whose
 * standard error is 1.7 %. Two of them make one that counts no address twice, whatever the order.
 * Hashes are Keccak's, so that nobody can choose addresses that count for many.
 */
public final class ActiveAddresses {

  /** So many are counted exactly. */
  public static final int EXACT = 255;

  private static final int PRECISION = 11;
  private static final int SKETCH_BYTES = 1 << PRECISION;

  public static final ActiveAddresses NONE = new ActiveAddresses(new byte[0]);

  /** Hashes in ascending order, or the state of the sketch, which is longer than those can be. */
  private final byte[] bytes;

  private ActiveAddresses(byte[] bytes) {
    this.bytes = bytes;
  }

  public static ActiveAddresses of(Collection<Address> addresses) {
    Keccak keccak = new Keccak();
    return ofHashes(
        addresses.stream()
            .mapToLong(address -> ByteBuffer.wrap(keccak.hash(address.bytes())).getLong()));
  }

  /**
   * From {@link #bytes()}.
   *
   * @throws RefusedException if they are not
   */
  public static ActiveAddresses of(byte[] bytes) {
    if (bytes.length != SKETCH_BYTES
        && (bytes.length % Long.BYTES != 0 || bytes.length > EXACT * Long.BYTES)) {
      throw new RefusedException("so many bytes are no addresses: " + bytes.length);
    }
    return new ActiveAddresses(bytes.clone());
  }

  private static ActiveAddresses ofHashes(LongStream hashes) {
    TreeSet<Long> distinct = new TreeSet<>();
    hashes.forEach(distinct::add);
    if (distinct.size() <= EXACT) {
      ByteBuffer buffer = ByteBuffer.allocate(distinct.size() * Long.BYTES);
      distinct.forEach(buffer::putLong);
      return new ActiveAddresses(buffer.array());
    }
    UltraLogLog sketch = UltraLogLog.create(PRECISION);
    distinct.forEach(sketch::add);
    return new ActiveAddresses(sketch.getState());
  }

  /** All of them. */
  public static ActiveAddresses union(Collection<ActiveAddresses> all) {
    if (all.stream().noneMatch(ActiveAddresses::isSketch)) {
      return ofHashes(all.stream().flatMapToLong(ActiveAddresses::hashes));
    }
    UltraLogLog sketch = UltraLogLog.create(PRECISION);
    for (ActiveAddresses each : all) {
      if (each.isSketch()) {
        sketch.add(UltraLogLog.wrap(each.bytes.clone()));
      } else {
        each.hashes().forEach(sketch::add);
      }
    }
    return new ActiveAddresses(sketch.getState());
  }

  private boolean isSketch() {
    return bytes.length == SKETCH_BYTES;
  }

  private LongStream hashes() {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return LongStream.range(0, bytes.length / Long.BYTES).map(_ -> buffer.getLong());
  }

  public boolean isExact() {
    return !isSketch();
  }

  public long count() {
    return isSketch()
        ? Math.round(UltraLogLog.wrap(bytes.clone()).getDistinctCountEstimate())
        : bytes.length / Long.BYTES;
  }

  /** To be kept; at most 2 KiB. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActiveAddresses that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return count() + (isSketch() ? " or so" : "");
  }
}
