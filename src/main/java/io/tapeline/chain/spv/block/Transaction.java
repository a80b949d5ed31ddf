package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.ByteReader;
import io.tapeline.chain.spv.Hash256;
import java.util.List;

/**
 * A transaction as its bytes say. Its parts, values and sizes are checked; its scripts and
 * signatures are not looked at.
 *
 * @param version signed on the wire
 * @param lockTime unsigned 32 bits
 * @param txid the hash without witnesses, which the block's header commits to
 * @param wtxid the hash of all bytes, which the coinbase may commit to
 * @param strippedSize bytes without witnesses
 * @param size bytes
 */
public record Transaction(
    int version,
    List<TxInput> inputs,
    List<TxOutput> outputs,
    long lockTime,
    Hash256 txid,
    Hash256 wtxid,
    int strippedSize,
    int size) {

  /** As many bytes as a block may weigh. */
  public static final int MOST_BYTES = 4_000_000;

  /** The size at which a transaction can be taken for an inner node of a Merkle tree. */
  private static final int AMBIGUOUS_BYTES = 64;

  public Transaction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** All of the bytes, with or without witnesses. */
  public static Transaction parse(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new RefusedException("a transaction has at most " + MOST_BYTES + " bytes");
    }
    ByteReader in = new ByteReader(bytes);
    Transaction transaction = TransactionReader.read(bytes, in);
    in.end();
    return transaction;
  }

  /** In hexadecimal. */
  public static Transaction parse(String hex) {
    return parse(ByteReader.hex(hex, MOST_BYTES));
  }

  /** Whether these bytes are a transaction without witnesses and nothing else. */
  static boolean reads(byte[] bytes) {
    try {
      return !parse(bytes).hasWitnesses();
    } catch (RefusedException _) {
      return false;
    }
  }

  /** Whether it is the one that makes new coins, the first of its block. */
  public boolean coinbase() {
    return inputs.size() == 1 && inputs.getFirst().madeFromNothing();
  }

  public boolean hasWitnesses() {
    return size > strippedSize;
  }

  /** The bytes without witnesses, of which the id is the hash. */
  public byte[] strippedBytes() {
    return StrippedTransaction.of(this);
  }

  /** The same without witnesses, and with the same id. */
  public Transaction stripped() {
    return hasWitnesses() ? parse(strippedBytes()) : this;
  }

  /** Four for each byte, one for each byte of witnesses. */
  public int weight() {
    return 3 * strippedSize + size;
  }

  /** A quarter of the weight, rounded up: what fees are paid for. */
  public int virtualSize() {
    return (weight() + 3) / 4;
  }

  /** Σ of the outputs, in satoshi. */
  public long value() {
    return outputs.stream().mapToLong(TxOutput::satoshi).sum();
  }

  /**
   * Whether a Merkle branch can prove it. Those of exactly 64 bytes can't be told from an inner
   * node of the tree, and stay unproved. Nodes pass none of them on.
   */
  public boolean provable() {
    return strippedSize != AMBIGUOUS_BYTES;
  }
}
