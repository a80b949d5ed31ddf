package io.tapeline.chain.spv.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a transaction without its witnesses: the bytes of which its id is the hash. */
final class StrippedTransaction {

  private final ByteBuffer out;

  private StrippedTransaction(int size) {
    out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] of(Transaction transaction) {
    StrippedTransaction stripped = new StrippedTransaction(transaction.strippedSize());
    stripped.out.putInt(transaction.version());
    stripped.count(transaction.inputs().size());
    transaction.inputs().forEach(stripped::input);
    stripped.count(transaction.outputs().size());
    transaction.outputs().forEach(stripped::output);
    stripped.out.putInt((int) transaction.lockTime());
    return stripped.out.array();
  }

  private void input(TxInput input) {
    out.put(input.txid().toWire());
    out.putInt((int) input.output());
    script(input.script());
    out.putInt((int) input.sequence());
  }

  private void output(TxOutput output) {
    out.putLong(output.satoshi());
    script(output.script());
  }

  private void script(Script script) {
    count(script.length());
    out.put(script.toBytes());
  }

  private void count(int count) {
    if (count < 0xfd) {
      out.put((byte) count);
    } else if (count <= 0xffff) {
      out.put((byte) 0xfd).putShort((short) count);
    } else {
      out.put((byte) 0xfe).putInt(count);
    }
  }
}
