package io.tapeline.candle.json;

/** What questions about series mean, in the words of the contract: parameters and bodies alike. */
public final class Asked {

  public static final String SERIES = "An asset (its US dollar index), an index pair, or a market.";
  public static final String SERIES_EXAMPLE = "binance:btc-usdt";
  public static final String INTERVAL = "Length of a candle, 1m unless said otherwise.";
  public static final String FROM = "First open time, inclusive.";
  public static final String TO = "Last open time, exclusive; now unless said otherwise.";

  private Asked() {}
}
