package io.tapeline.chain.json.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers of smallest units as amounts, exact. */
final class Units {

  private static final int ETHER_DECIMALS = 18;

  private Units() {}

  static String ether(BigInteger wei) {
    return plain(wei, ETHER_DECIMALS);
  }

  /** Null if either is not known. */
  static @Nullable String amount(@Nullable BigInteger units, @Nullable Integer decimals) {
    return units == null || decimals == null ? null : plain(units, decimals);
  }

  private static String plain(BigInteger units, int decimals) {
    return units.signum() == 0
        ? "0"
        : new BigDecimal(units, decimals).stripTrailingZeros().toPlainString();
  }
}
