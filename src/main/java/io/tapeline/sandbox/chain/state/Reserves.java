package io.tapeline.sandbox.chain.state;

import java.math.BigInteger;

/**
 * What a pair holds, as it packs it into one slot.
 *
 * @param usdc millionths of a dollar; token 0
 * @param weth wei; token 1
 * @param timestamp of the block in which it changed last, seconds
 */
public record Reserves(BigInteger usdc, BigInteger weth, long timestamp) {

  private static final int BITS = 112;
  private static final int TIME_BITS = 32;
  private static final BigInteger FEE_LEFT = BigInteger.valueOf(997);
  private static final BigInteger WHOLE = BigInteger.valueOf(1_000);

  public static Reserves unpack(BigInteger slot) {
    return new Reserves(
        low(slot, BITS), low(slot.shiftRight(BITS), BITS), slot.shiftRight(2 * BITS).longValue());
  }

  private static BigInteger low(BigInteger number, int bits) {
    return number.and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
  }

  public BigInteger packed() {
    return BigInteger.valueOf(timestamp % (1L << TIME_BITS))
        .shiftLeft(2 * BITS)
        .or(weth.shiftLeft(BITS))
        .or(usdc);
  }

  /** What comes out for what goes in, 0.3% of that less, as the pair's own formula has it. */
  public BigInteger out(BigInteger in, boolean isUsdcIn) {
    BigInteger left = in.multiply(FEE_LEFT);
    BigInteger from = isUsdcIn ? usdc : weth;
    BigInteger to = isUsdcIn ? weth : usdc;
    return left.multiply(to).divide(from.multiply(WHOLE).add(left));
  }

  /** Dollars for an ether. */
  public double usd() {
    return usdc.doubleValue() / weth.doubleValue() * 1e12;
  }
}
