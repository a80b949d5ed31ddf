package io.tapeline.market;

import org.jspecify.annotations.Nullable;

/**
 * A market as its venue lists it.
 *
 * @param symbol the venue's own spelling, as its sockets use it
 * @param tickSize smallest price step, quote asset; null where the venue does not say
 * @param lotSize smallest quantity step, base asset; null where the venue does not say
 */
public record ListedMarket(
    Market market,
    String symbol,
    @Nullable Decimal tickSize,
    @Nullable Decimal lotSize,
    Status status) {

  /** Whether the venue trades it now. */
  public enum Status {
    TRADING,
    HALTED,
    DELISTED
  }
}
