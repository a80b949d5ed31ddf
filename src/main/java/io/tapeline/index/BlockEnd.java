package io.tapeline.index;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a pool said behind a block, after all that is in it.
 *
 * @param hash as the chain writes it
 * @param timeNanos the block's own, nanoseconds since 1970 UTC
 * @param price quote asset per unit of base; null if there was none
 * @param depth quote asset that has to be swapped until the price is 2 % off, on the side where
 *     that is less; 10^12 at most
 */
public record BlockEnd(
    long number, String hash, long timeNanos, @Nullable Decimal price, Decimal depth) {

  /** Whoever can move a pool can move it anywhere: beyond these there is no price. */
  private static final BigDecimal LEAST_PRICE = new BigDecimal("1e-12");

  private static final BigDecimal MOST = new BigDecimal("1e12");

  public BlockEnd {
    if (price != null && !price.isPositive()) {
      throw new IllegalArgumentException("price: " + price);
    }
    if (depth.signum() < 0) {
      throw new IllegalArgumentException("depth: " + depth);
    }
  }

  /** Of what a pool says, whatever that is. */
  public static BlockEnd of(
      long number, String hash, long timeNanos, BigDecimal price, BigDecimal depth) {
    boolean isPrice = price.compareTo(LEAST_PRICE) >= 0 && price.compareTo(MOST) <= 0;
    return new BlockEnd(
        number,
        hash,
        timeNanos,
        isPrice ? Decimal.rounded(price) : null,
        Decimal.rounded(depth.min(MOST)));
  }

  /** Of a block behind which nothing is known of the pool, or nothing is in it. */
  public static BlockEnd unknown(long number, String hash, long timeNanos) {
    return new BlockEnd(number, hash, timeNanos, null, Decimal.ZERO);
  }
}
