package io.tapeline.sandbox;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;

/**
 * A market as its venue lists it.
 *
 * @param priceScale digits after the point of a price: the tick is 10 to the power of its negative
 * @param quantityScale digits after the point of a quantity
 * @param halfSpread from mid to bid or ask, a ratio
 * @param weight its share in all messages, relative to the other markets
 */
public record MarketTerms(
    Market market, int priceScale, int quantityScale, double halfSpread, double weight) {

  /** Venues print at most so many digits after the point. */
  private static final int MAX_SCALE = 8;

  /**
   * Terms that fit a price: five or six digits of it, and lots worth less than a dollar.
   *
   * @param price typical, in quote asset
   * @param baseUsd typical price of the base asset in US dollars
   * @param extraDigits finer ticks than most venues have
   */
  static MarketTerms of(
      Market market, double price, double baseUsd, int extraDigits, double spread, double weight) {
    int priceScale = Math.clamp(4L - magnitude(price), 1, MAX_SCALE - extraDigits) + extraDigits;
    int quantityScale = Math.clamp(2L + magnitude(baseUsd), 0, MAX_SCALE);
    return new MarketTerms(market, priceScale, quantityScale, spread / 2, weight);
  }

  private static int magnitude(double value) {
    return (int) Math.floor(StrictMath.log10(value));
  }

  public Decimal tickSize() {
    return new Decimal(1, priceScale);
  }

  public Decimal lotSize() {
    return new Decimal(1, quantityScale);
  }

  /** How many ticks a price is. */
  double ticks(double price) {
    return price * Decimal.powerOfTen(priceScale);
  }

  Decimal price(long ticks) {
    return new Decimal(ticks, priceScale);
  }

  /** Whole lots, at least one. */
  Decimal quantity(double baseUnits) {
    long lots = (long) (baseUnits * Decimal.powerOfTen(quantityScale));
    return new Decimal(Math.max(1, lots), quantityScale);
  }
}
