package io.tapeline.chain.token;

import io.tapeline.chain.proof.Address;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A token whose transfers are kept.
 *
 * @param symbol as the configuration has it
 * @param decimals how many digits of its units stand behind the point; null as long as that is not
 *     known
 * @param minTransfer transfers of less are not kept; in whole tokens
 */
public record Token(
    String symbol, Address contract, @Nullable Integer decimals, BigDecimal minTransfer) {

  /** More than any has; contracts give a byte. */
  public static final int MOST_DECIMALS = 77;

  public Token {
    if (decimals != null && (decimals < 0 || decimals > MOST_DECIMALS)) {
      throw new IllegalArgumentException("decimals: " + decimals);
    }
    if (minTransfer.signum() < 0) {
      throw new IllegalArgumentException("minTransfer: " + minTransfer);
    }
  }

  /** As long as its decimals are not known nothing is too little. */
  public boolean keeps(BigInteger units) {
    return decimals == null || units.compareTo(units(minTransfer)) >= 0;
  }

  /** What is finer than its units counts as one more. */
  public BigInteger units(BigDecimal amount) {
    return amount
        .movePointRight(decimals == null ? 0 : decimals)
        .setScale(0, RoundingMode.CEILING)
        .toBigIntegerExact();
  }

  /** In whole tokens; null as long as its decimals are not known. */
  public @Nullable BigDecimal amount(BigInteger units) {
    return decimals == null ? null : new BigDecimal(units, decimals).stripTrailingZeros();
  }
}
