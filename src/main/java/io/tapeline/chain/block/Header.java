package io.tapeline.chain.block;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.rlp.RlpReader;
import io.tapeline.chain.rlp.RlpWriter;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The header of a block: all of it, in its order, since its hash is that of the block. Nobody may
 * change the arrays.
 *
 * @param bloom of the logs, 256 bytes
 * @param timestamp seconds
 * @param nonce 8 bytes
 * @param additions what forks have put behind
 */
@SuppressWarnings("ArrayRecordComponent")
public record Header(
    Hash parentHash,
    Hash unclesHash,
    Address miner,
    Hash stateRoot,
    Hash transactionsRoot,
    Hash receiptsRoot,
    byte[] bloom,
    BigInteger difficulty,
    long number,
    long gasLimit,
    long gasUsed,
    long timestamp,
    byte[] extraData,
    Hash mixHash,
    byte[] nonce,
    Additions additions) {

  public static final int BLOOM_BYTES = 256;
  public static final int NONCE_BYTES = 8;

  /** Chains of authorities sign in it; anything longer is no header. */
  public static final int MAX_EXTRA_DATA_BYTES = 4096;

  private static final int WORD_BYTES = 32;

  public Header {
    requireLength("logs bloom", bloom, BLOOM_BYTES);
    requireLength("nonce", nonce, NONCE_BYTES);
    if (extraData.length > MAX_EXTRA_DATA_BYTES) {
      throw new RefusedException("the header's extra data has " + extraData.length + " bytes");
    }
  }

  private static void requireLength(String name, byte[] bytes, int length) {
    if (bytes.length != length) {
      throw new RefusedException(
          "the header's %s has %d bytes, not %d".formatted(name, bytes.length, length));
    }
  }

  /**
   * What forks have added, one after the other: none is there without all before it.
   *
   * @param baseFee wei for a unit of gas; London
   * @param withdrawalsRoot Shanghai
   * @param blobs Cancun
   * @param requestsHash Prague
   */
  public record Additions(
      @Nullable BigInteger baseFee,
      @Nullable Hash withdrawalsRoot,
      @Nullable Blobs blobs,
      @Nullable Hash requestsHash) {

    public static final Additions NONE = new Additions(null, null, null, null);

    public Additions {
      if ((requestsHash != null && blobs == null)
          || (blobs != null && withdrawalsRoot == null)
          || (withdrawalsRoot != null && baseFee == null)) {
        throw new RefusedException("the header has a later fork's field without an earlier one's");
      }
    }

    private static Additions decode(RlpReader items) {
      BigInteger baseFee = items.hasNext() ? items.integer(WORD_BYTES) : null;
      Hash withdrawalsRoot = items.hasNext() ? Hash.of(items.bytes(Hash.BYTES)) : null;
      Blobs blobs =
          items.hasNext()
              ? new Blobs(items.number(), items.number(), Hash.of(items.bytes(Hash.BYTES)))
              : null;
      Hash requestsHash = items.hasNext() ? Hash.of(items.bytes(Hash.BYTES)) : null;
      if (items.hasNext()) {
        throw new RefusedException(
            "the header has more fields than are known, which are those up to the Prague fork");
      }
      return new Additions(baseFee, withdrawalsRoot, blobs, requestsHash);
    }

    private void write(RlpWriter writer) {
      if (requestsHash != null) {
        writer.string(requestsHash.bytes());
      }
      if (blobs != null) {
        writer.string(blobs.parentBeaconRoot.bytes());
        writer.number(blobs.excessGas);
        writer.number(blobs.gasUsed);
      }
      if (withdrawalsRoot != null) {
        writer.string(withdrawalsRoot.bytes());
      }
      if (baseFee != null) {
        writer.integer(baseFee);
      }
    }
  }

  /**
   * @param parentBeaconRoot the root of the consensus layer's block before
   */
  public record Blobs(long gasUsed, long excessGas, Hash parentBeaconRoot) {}

  /**
   * From its RLP.
   *
   * @throws RefusedException if it is none, or of a fork that is not known
   */
  public static Header decode(byte[] bytes) {
    RlpReader items = RlpReader.ofList(bytes);
    return new Header(
        Hash.of(items.bytes(Hash.BYTES)),
        Hash.of(items.bytes(Hash.BYTES)),
        Address.of(items.bytes(Address.BYTES)),
        Hash.of(items.bytes(Hash.BYTES)),
        Hash.of(items.bytes(Hash.BYTES)),
        Hash.of(items.bytes(Hash.BYTES)),
        items.bytes(BLOOM_BYTES),
        items.integer(WORD_BYTES),
        items.number(),
        items.number(),
        items.number(),
        items.number(),
        items.bytes(),
        Hash.of(items.bytes(Hash.BYTES)),
        items.bytes(NONCE_BYTES),
        Additions.decode(items));
  }

  /** In RLP: the bytes that are hashed. */
  public byte[] encoded() {
    RlpWriter writer = new RlpWriter();
    additions.write(writer);
    writer.string(nonce);
    writer.string(mixHash.bytes());
    writer.string(extraData);
    writer.number(timestamp);
    writer.number(gasUsed);
    writer.number(gasLimit);
    writer.number(number);
    writer.integer(difficulty);
    writer.string(bloom);
    writer.string(receiptsRoot.bytes());
    writer.string(transactionsRoot.bytes());
    writer.string(stateRoot.bytes());
    writer.string(miner.bytes());
    writer.string(unclesHash.bytes());
    writer.string(parentHash.bytes());
    writer.closeList(0);
    return writer.bytes();
  }

  /** The block's. */
  public Hash hash() {
    return Keccak.of(encoded());
  }
}
