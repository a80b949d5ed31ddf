package io.tapeline.exchange;

import io.tapeline.market.Market;

/** What a frame says about the connection itself, for its supervisor. */
public sealed interface Notice {

  /** The venue confirms a subscription (channel and symbol, as the venue spells them). */
  record Subscribed(String what) implements Notice {}

  /** The venue refuses a subscription. */
  record Refused(String what, String reason) implements Notice {}

  /** Messages of the connection were lost: it counted on from a number that we did not see. */
  record MessagesLost(long expected, long seen) implements Notice {}

  /** The market's order book can't be followed any more and needs a new snapshot. */
  record BookBroken(Market market, String reason) implements Notice {}

  /** The venue asks us to connect again. */
  record ReconnectAsked(String reason) implements Notice {}

  /** The venue pings in its own words and wants this text back. */
  record Answer(String text) implements Notice {}
}
