package io.tapeline.chain.spv.block;

import io.tapeline.chain.spv.Hash256;
import java.util.List;

/**
 * What a transaction spends.
 *
 * @param txid of the transaction whose output it is
 * @param output which of its outputs, unsigned 32 bits
 * @param sequence unsigned 32 bits
 * @param witness the items that unlock it beside the script, none where there are none
 */
public record TxInput(
    Hash256 txid, long output, Script script, long sequence, List<Script> witness) {

  private static final long NO_OUTPUT = 0xffff_ffffL;

  public TxInput {
    witness = List.copyOf(witness);
  }

  /** Whether it names no output at all, as only a coinbase does. */
  public boolean madeFromNothing() {
    return txid.equals(Hash256.ZERO) && output == NO_OUTPUT;
  }

  TxInput with(List<Script> items) {
    return new TxInput(txid, output, script, sequence, items);
  }
}
