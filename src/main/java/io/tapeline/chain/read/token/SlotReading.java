package io.tapeline.chain.read.token;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.read.Doubt;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number that a contract keeps in a slot.
 *
 * @param value the slot's where that is proved and not contradicted, else what nodes report; null
 *     if nothing is known
 * @param reported what the contract answers, as nodes say; null if they do not
 * @param slot null if none is known
 * @param claim the contract's account with that slot, proved; null if it is not
 * @param doubt null if the slot is proved, and not contradicted
 */
public record SlotReading(
    @Nullable BigInteger value,
    @Nullable BigInteger reported,
    Meaning meaning,
    @Nullable Hash slot,
    @Nullable AccountClaim claim,
    @Nullable Doubt doubt) {

  public boolean isVerified() {
    return doubt == null;
  }
}
