package io.tapeline.exchange.app;

import io.tapeline.exchange.HttpGet;
import io.tapeline.market.Venue;
import java.net.URI;

/** Hears all that passes between us and the venues, raw. Must not block. */
public interface FeedTap {

  void opened(Venue venue, String connection, long timeNanos, URI address);

  void sent(Venue venue, String connection, long timeNanos, String text);

  /** A frame; the array is reused after this call. */
  void received(Venue venue, String connection, long timeNanos, byte[] frame, int length);

  void answered(Venue venue, long timeNanos, HttpGet request, byte[] body);
}
