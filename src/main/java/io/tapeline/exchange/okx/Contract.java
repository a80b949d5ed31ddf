package io.tapeline.exchange.okx;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;

/**
 * A market and what one unit of its traded size is: 1 for spot, the contract's value for swaps.
 *
 * @param size base units per unit of {@code sz}
 */
record Contract(Market market, Decimal size) {

  Decimal quantity(Decimal traded) {
    return size.equals(Decimal.ONE) ? traded : Decimal.of(traded.times(size));
  }
}
