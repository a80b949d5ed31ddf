package io.tapeline.exchange.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.ToldCandles;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import io.tapeline.ops.upstream.Leave;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The venues' own candles, over REST, for what we have not seen ourselves. Any thread. */
@ApplicationScoped
public class VenueCandles {

  /** One venue's candles. */
  @FunctionalInterface
  interface Source {
    Uni<ToldCandles> candles(
        Market market, Interval interval, long fromNanos, long toNanos, Leave leave);
  }

  private final Map<Venue, Source> sources = new ConcurrentHashMap<>();
  private volatile boolean complete;

  void add(Venue venue, Source source) {
    sources.put(venue, source);
  }

  /** No more will be added: who is not here now is not followed. */
  void complete() {
    complete = true;
  }

  /**
   * What the market's venue tells of the whole intervals of a range. Requests wait for their turn,
   * one at a time for a venue: a long range takes minutes. Nothing is told where the venue is not
   * followed, does not list the market, has no such candles, or where the feed is a recording; and
   * of an interval that was not over ten seconds ago.
   *
   * @param fromNanos nanoseconds since 1970 UTC
   * @param toNanos end of the range, itself left out
   * @param leave of whoever has the venue asked
   * @return fails with a {@link NotReadyException} right after the start; fails if the venue can't
   *     be reached, refuses, or answers what it does not document
   */
  public Uni<ToldCandles> candles(
      Market market, Interval interval, long fromNanos, long toNanos, Leave leave) {
    Source source = sources.get(market.venue());
    if (source != null) {
      return source.candles(market, interval, fromNanos, toNanos, leave);
    }
    return complete
        ? Uni.createFrom().item(ToldCandles.nothing())
        : Uni.createFrom().failure(new NotReadyException("the feed has not started yet"));
  }
}
