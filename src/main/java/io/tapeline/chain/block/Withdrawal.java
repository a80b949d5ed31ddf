package io.tapeline.chain.block;

import io.tapeline.chain.proof.Address;
import io.tapeline.chain.rlp.RlpWriter;

/**
 * What the consensus layer pays out in a block (EIP-4895).
 *
 * @param amountGwei billionths of the chain's coin
 */
public record Withdrawal(long index, long validator, Address address, long amountGwei) {

  /** As it stands in the block's trie. */
  public byte[] encoded() {
    RlpWriter writer = new RlpWriter();
    writer.number(amountGwei);
    writer.string(address.bytes());
    writer.number(validator);
    writer.number(index);
    writer.closeList(0);
    return writer.bytes();
  }
}
