package io.tapeline.sandbox.chain.state;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The price in a pool, as its slot 0 has it.
 *
 * @param sqrtPriceX96 the root of token 1 for token 0, which is wei for a millionth of a dollar,
 *     times 2^96
 */
public record PoolPrice(BigInteger sqrtPriceX96) {

  private static final int PRICE_BITS = 160;
  private static final int TICK_BITS = 24;
  private static final int Q96 = 96;
  private static final double TICK = StrictMath.log(1.0001);

  /** Of wei for a millionth of a dollar, at a dollar for an ether. */
  private static final double UNITS = 1e12;

  /** Behind the tick: no index, cardinality and the next one 1, no protocol's fee, unlocked. */
  private static final BigInteger REST =
      BigInteger.ONE
          .shiftLeft(200)
          .or(BigInteger.ONE.shiftLeft(216))
          .or(BigInteger.ONE.shiftLeft(240));

  public static PoolPrice ofUsd(double etherUsd) {
    double root = StrictMath.sqrt(UNITS / etherUsd);
    return new PoolPrice(
        new BigDecimal(root)
            .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(Q96)))
            .toBigInteger());
  }

  public static PoolPrice unpack(BigInteger slot) {
    return new PoolPrice(slot.and(BigInteger.ONE.shiftLeft(PRICE_BITS).subtract(BigInteger.ONE)));
  }

  /** The greatest power of 1.0001 that is not above the price. */
  public int tick() {
    double root = sqrtPriceX96.doubleValue() / StrictMath.scalb(1.0, Q96);
    return (int) Math.floor(2 * StrictMath.log(root) / TICK);
  }

  public BigInteger packed() {
    BigInteger tick = BigInteger.valueOf(tick() & ((1 << TICK_BITS) - 1));
    return REST.or(tick.shiftLeft(PRICE_BITS)).or(sqrtPriceX96);
  }

  /** Dollars for an ether. */
  public double usd() {
    double root = sqrtPriceX96.doubleValue() / StrictMath.scalb(1.0, Q96);
    return UNITS / (root * root);
  }
}
