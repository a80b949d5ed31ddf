package io.tapeline.chain.proof;

import io.tapeline.chain.Hash;
import java.math.BigInteger;
import java.util.List;

/**
 * What a slot of an account's storage is said to hold, and the proof.
 *
 * @param value zero where nothing was written
 * @param nodes from the storage root down
 */
public record SlotClaim(Hash slot, BigInteger value, List<byte[]> nodes) {

  static final int VALUE_BYTES = 32;

  public SlotClaim {
    Account.checkFits("value", value, VALUE_BYTES);
    nodes = List.copyOf(nodes);
  }
}
