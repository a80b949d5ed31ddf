package io.tapeline.chain.pool.app;

import java.math.BigInteger;

/**
 * What was swapped in a day.
 *
 * @param first of the first token, in and out, in units
 * @param isWhole whether all blocks of the day are stored
 */
public record Turnover(long swaps, BigInteger first, BigInteger second, boolean isWhole) {

  /** Of what nothing is told. */
  public static final Turnover NONE = new Turnover(0, BigInteger.ZERO, BigInteger.ZERO, false);
}
