package io.tapeline.exchange.app;

import io.tapeline.market.Venue;

/** Wants to know what venues list; found by CDI. Called before the venue's first trade. */
public interface ListingFollower {

  void listed(Venue venue, String venueName, VenueListing listing);
}
