package io.tapeline.chain.pool;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The price of a pool, and how much can be traded near it. Exact up to one last rounding to 18
 * significant digits, half-even. What the pool takes for a swap is not in it.
 *
 * @param price of one of the base, in the quote
 * @param bidDepth what the pool pays, in the quote, until its price is 2 % lower
 * @param askDepth what it takes, in the quote, until its price is 2 % higher
 */
public record PoolPrice(BigDecimal price, BigDecimal bidDepth, BigDecimal askDepth) {

  private static final MathContext DIGITS = new MathContext(18, RoundingMode.HALF_EVEN);
  private static final MathContext MORE_DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  private static final BigDecimal LOWER = new BigDecimal("0.98").sqrt(MORE_DIGITS);
  private static final BigDecimal HIGHER = new BigDecimal("1.02").sqrt(MORE_DIGITS);

  private static final BigDecimal TWO_TO_96 = new BigDecimal(BigInteger.TWO.pow(96));

  /** Nothing while there is nothing in it. */
  public static Optional<PoolPrice> of(Pool pool, PoolState state) {
    return switch (state) {
      case PoolState.V2(BigInteger first, BigInteger second) -> ofReserves(pool, first, second);
      case PoolState.V3(BigInteger sqrtPrice, _, BigInteger liquidity) ->
          ofRoot(pool, sqrtPrice, liquidity);
    };
  }

  private static Optional<PoolPrice> ofReserves(Pool pool, BigInteger first, BigInteger second) {
    if (first.signum() == 0 || second.signum() == 0) {
      return Optional.empty();
    }
    boolean isBaseFirst = pool.isBaseFirst();
    BigDecimal base = amount(isBaseFirst ? first : second, decimals(pool, true));
    BigDecimal quote = amount(isBaseFirst ? second : first, decimals(pool, false));
    return Optional.of(
        new PoolPrice(rounded(quote.divide(base, MORE_DIGITS)), bid(quote), ask(quote)));
  }

  /** Of a constant product: its price moves by the square of what is in it. */
  private static BigDecimal bid(BigDecimal quote) {
    return rounded(quote.multiply(BigDecimal.ONE.subtract(LOWER)));
  }

  private static BigDecimal ask(BigDecimal quote) {
    return rounded(quote.multiply(HIGHER.subtract(BigDecimal.ONE)));
  }

  /**
   * As if what is offered around the price were offered as far as 2 % from it: then the pool is one
   * of a constant product whose second part is the liquidity times the root of the price.
   */
  private static Optional<PoolPrice> ofRoot(Pool pool, BigInteger sqrtPrice, BigInteger liquidity) {
    if (sqrtPrice.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal root = new BigDecimal(sqrtPrice);
    BigDecimal square = root.multiply(root);
    BigDecimal unit = TWO_TO_96.multiply(TWO_TO_96);
    int shift = decimals(pool, true) - decimals(pool, false);
    BigDecimal price =
        (pool.isBaseFirst() ? square.divide(unit, MORE_DIGITS) : unit.divide(square, MORE_DIGITS))
            .scaleByPowerOfTen(shift);
    BigDecimal offered = new BigDecimal(liquidity);
    BigDecimal quoteUnits =
        pool.isBaseFirst()
            ? offered.multiply(root).divide(TWO_TO_96, MORE_DIGITS)
            : offered.multiply(TWO_TO_96).divide(root, MORE_DIGITS);
    BigDecimal quote = quoteUnits.movePointLeft(decimals(pool, false));
    return Optional.of(new PoolPrice(rounded(price), bid(quote), ask(quote)));
  }

  private static int decimals(Pool pool, boolean ofBase) {
    Integer decimals = ofBase ? pool.base().decimals() : pool.quote().decimals();
    if (decimals == null) {
      throw new IllegalArgumentException("decimals of the tokens of " + pool.name());
    }
    return decimals;
  }

  private static BigDecimal amount(BigInteger units, int decimals) {
    return new BigDecimal(units, decimals);
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.round(DIGITS).stripTrailingZeros();
  }
}
