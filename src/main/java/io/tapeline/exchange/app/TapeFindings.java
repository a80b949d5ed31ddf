package io.tapeline.exchange.app;

import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import io.tapeline.ops.FeedMeters;
import io.tapeline.tape.app.Tape;
import io.tapeline.tape.app.TapeFollower;
import java.util.Map;

/** Counts what the tape finds and passes gaps on to the venue that can mend them. */
record TapeFindings(Map<Venue, VenueFeed> venues, FeedMeters meters) implements Tape.Findings {

  @Override
  public void duplicate(Market market) {
    meters.duplicates(market.venue().id()).increment();
  }

  @Override
  public void gap(Market market, long expected, long seen) {
    VenueFeed venue = venues.get(market.venue());
    if (venue != null) {
      venue.gap(market, expected, seen);
    }
  }

  @Override
  public void followerFailed(TapeFollower follower, RuntimeException failure) {
    meters.followerFailures(follower.getClass().getSimpleName()).increment();
  }
}
