package io.tapeline.market;

/** The aggressor's side of a trade; {@link #UNKNOWN} where the venue does not tell. */
public enum Side {
  BUY,
  SELL,
  UNKNOWN;

  public Side opposite() {
    return switch (this) {
      case BUY -> SELL;
      case SELL -> BUY;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
