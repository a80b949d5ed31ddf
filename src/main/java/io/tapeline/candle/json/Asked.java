package io.tapeline.candle.json;

/** What questions about series mean, in the words of the contract: parameters and bodies alike. */
public final class Asked {

  public static final String SERIES = "An asset (its US dollar index), an index pair, or a market.";
  public static final String SERIES_EXAMPLE = "binance:btc-usdt";
  public static final String INTERVAL = "Length of a candle, 1m unless said otherwise.";
  public static final String FROM = "First open time, inclusive.";
  public static final String TO = "Last open time, exclusive; now unless said otherwise.";

  public static final String AS_OF =
      "Only what was recorded by then, as it was then; without `to`, `to` is the same moment.";
  public static final String LIMIT =
      "Rows of a page, 1 to 5000, 100 unless said otherwise; `all` for everything at once.";
  public static final String LIMIT_FORM = "^([0-9]{1,4}|all)$";

  private Asked() {}
}
