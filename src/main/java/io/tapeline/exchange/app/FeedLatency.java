package io.tapeline.exchange.app;

import io.tapeline.market.Trade;
import io.tapeline.ops.FeedMeters;
import io.tapeline.ops.FeedName;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.app.TapeFollower;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Measures how long after the venue's own time a trade is in candle and index; the last follower.
 */
@ApplicationScoped
public class FeedLatency implements TapeFollower {

  private final FeedMeters meters;
  private final Clock clock;
  private final boolean replay;

  public FeedLatency(FeedMeters meters, Clock clock, FeedName feed) {
    this.meters = meters;
    this.clock = clock;
    this.replay = feed.id().equals("replay");
  }

  @Override
  public int order() {
    return 90;
  }

  @Override
  public void on(TapeEvent event) {
    if (!replay
        && event instanceof TapeEvent.Traded(Trade trade, TapeEvent.Origin origin)
        && origin == TapeEvent.Origin.LIVE) {
      Instant now = clock.instant();
      long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
      meters.exchangeToReady(trade.market().venue().id(), nanos - trade.eventTimeNanos());
    }
  }

  @Override
  public void tick(long timeNanos) {}
}
