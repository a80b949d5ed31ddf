package io.tapeline.chain.token.app;

import io.tapeline.chain.contract.LogPlace;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which transfers are asked for.
 *
 * @param least units of each token that matters, by its contract
 * @param party sender or recipient; null for anybody
 * @param fromNanos not before, by the time of the block
 * @param toNanos before
 * @param before on the chain before this place
 */
public record TransferQuery(
    String chain,
    Map<Address, BigInteger> least,
    @Nullable Address party,
    long fromNanos,
    long toNanos,
    LogPlace before) {

  public TransferQuery {
    least = Map.copyOf(least);
  }
}
