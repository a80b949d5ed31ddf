package io.tapeline.sandbox;

/**
 * How often a market trades and quotes.
 *
 * @param tradePeriodNanos from trade to trade, on average
 * @param quotePeriodNanos from quote to quote, on average
 */
record Activity(long tradePeriodNanos, long quotePeriodNanos) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double TRADE_SHARE = 0.25;

  /** One message in four is a trade. */
  static Activity ofRate(double messagesPerSecond) {
    return new Activity(
        period(messagesPerSecond * TRADE_SHARE), period(messagesPerSecond * (1 - TRADE_SHARE)));
  }

  private static long period(double perSecond) {
    return Math.max(1, (long) (NANOS_PER_SECOND / perSecond));
  }
}
