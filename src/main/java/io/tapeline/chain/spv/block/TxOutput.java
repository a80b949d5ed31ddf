package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;

/**
 * What a transaction pays.
 *
 * @param satoshi 10^-8 bitcoin, from 0 to 21 million bitcoin
 */
public record TxOutput(long satoshi, Script script) {

  /** All that there will ever be. */
  public static final long MOST_SATOSHI = 21_000_000L * 100_000_000L;

  public TxOutput {
    if (satoshi < 0 || satoshi > MOST_SATOSHI) {
      throw new RefusedException("an output of " + satoshi + " satoshi");
    }
  }
}
