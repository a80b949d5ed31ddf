package io.tapeline.chain.read.account;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.BlockChoice;
import java.util.List;

/**
 * What is asked of an account.
 *
 * @param slots of its storage
 * @param tokens contracts whose balances of it are asked for
 * @param mustBeVerified whether what is not proved is no answer
 */
public record AccountQuestion(
    Address address,
    List<Hash> slots,
    List<Address> tokens,
    BlockChoice block,
    boolean mustBeVerified) {

  public AccountQuestion {
    slots = List.copyOf(slots);
    tokens = List.copyOf(tokens);
  }
}
