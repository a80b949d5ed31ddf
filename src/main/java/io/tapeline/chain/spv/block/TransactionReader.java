package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.ByteReader;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.digest.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one transaction where the reader stands, in the old form or, with a zero where the number
 * of inputs would be, in that of BIP 144.
 */
final class TransactionReader {

  /** Id and number of the output, length of the script, sequence. */
  private static final int LEAST_INPUT_BYTES = 41;

  /** Value and length of the script. */
  private static final int LEAST_OUTPUT_BYTES = 9;

  private static final int WITNESSES_FOLLOW = 1;

  private final byte[] bytes;
  private final ByteReader in;

  private TransactionReader(byte[] bytes, ByteReader in) {
    this.bytes = bytes;
    this.in = in;
  }

  /**
   * @param bytes what the reader reads
   */
  static Transaction read(byte[] bytes, ByteReader in) {
    return new TransactionReader(bytes, in).transaction();
  }

  private Transaction transaction() {
    int start = in.position();
    int version = in.int32();
    boolean extended = in.peek(0) == 0;
    if (extended) {
      extension();
    }
    int partsStart = in.position();
    List<TxInput> inputs = inputs();
    List<TxOutput> outputs = outputs();
    int partsEnd = in.position();
    if (extended) {
      inputs = withWitnesses(inputs);
    }
    int lockStart = in.position();
    long lockTime = in.uint32();
    int size = in.position() - start;
    Hash256 wtxid = Hash256.of(bytes, start, size);
    Hash256 txid = extended ? stripped(start, partsStart, partsEnd, lockStart) : wtxid;
    int strippedSize = partsEnd - partsStart + 8;
    return new Transaction(version, inputs, outputs, lockTime, txid, wtxid, strippedSize, size);
  }

  private void extension() {
    if (in.peek(1) != WITNESSES_FOLLOW) {
      throw new RefusedException("a transaction without inputs, or of an unknown form");
    }
    in.bytes(2);
  }

  private Hash256 stripped(int start, int partsStart, int partsEnd, int lockStart) {
    MessageDigest digest = Sha256.start();
    digest.update(bytes, start, 4);
    digest.update(bytes, partsStart, partsEnd - partsStart);
    digest.update(bytes, lockStart, 4);
    return Hash256.finish(digest);
  }

  private List<TxInput> inputs() {
    int count = in.count(LEAST_INPUT_BYTES);
    if (count == 0) {
      throw new RefusedException("a transaction without inputs");
    }
    List<TxInput> inputs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      inputs.add(new TxInput(in.hash(), in.uint32(), script(), in.uint32(), List.of()));
    }
    return inputs;
  }

  private List<TxOutput> outputs() {
    int count = in.count(LEAST_OUTPUT_BYTES);
    if (count == 0) {
      throw new RefusedException("a transaction without outputs");
    }
    List<TxOutput> outputs = new ArrayList<>(count);
    long total = 0;
    for (int i = 0; i < count; i++) {
      TxOutput output = new TxOutput(in.int64(), script());
      total += output.satoshi();
      if (total > TxOutput.MOST_SATOSHI) {
        throw new RefusedException("outputs of more than there will ever be");
      }
      outputs.add(output);
    }
    return outputs;
  }

  private Script script() {
    return Script.owning(in.sizedBytes());
  }

  private List<TxInput> withWitnesses(List<TxInput> inputs) {
    List<TxInput> complete = new ArrayList<>(inputs.size());
    int items = 0;
    for (TxInput input : inputs) {
      List<Script> witness = witness();
      items += witness.size();
      complete.add(input.with(witness));
    }
    if (items == 0) {
      throw new RefusedException("the form of witnesses, and none there");
    }
    return complete;
  }

  private List<Script> witness() {
    int count = in.count(1);
    List<Script> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(script());
    }
    return items;
  }
}
