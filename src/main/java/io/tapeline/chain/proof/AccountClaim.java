package io.tapeline.chain.proof;

import java.util.List;

/**
 * What an account and some slots of its storage are said to be at a block, with the proof, as
 * {@code eth_getProof} gives it (EIP-1186).
 *
 * @param account {@link Account#ABSENT} for one that is not in the state
 * @param nodes from the state root down
 */
public record AccountClaim(
    Address address, Account account, List<byte[]> nodes, List<SlotClaim> slots) {

  public AccountClaim {
    nodes = List.copyOf(nodes);
    slots = List.copyOf(slots);
  }
}
