package io.tapeline.exchange.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleRequest;
import io.tapeline.exchange.CandleSpan;
import io.tapeline.exchange.ToldCandles;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.market.Interval;
import io.tapeline.market.ListedMarket;
import io.tapeline.ops.upstream.Leave;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Asks one venue for a range of candles, page by page from the newest to the oldest: how many rows
 * a venue gives at once is then told by its answers, not assumed.
 */
final class CandleWalk {

  /** Pages for one range; of what is older nothing is told. */
  private static final int MAX_PAGES = 100;

  /** Venues take a moment to write down what was traded last. */
  private static final long SETTLING_NANOS = Duration.ofSeconds(10).toNanos();

  /** Asked before the range, as what a venue tells may begin with the first row that it gives. */
  private static final int LEAD = 15;

  private final VenueProtocol protocol;
  private final VenueQueue queue;
  private final LongSupplier clockNanos;

  CandleWalk(VenueProtocol protocol, VenueQueue queue, LongSupplier clockNanos) {
    this.protocol = protocol;
    this.queue = queue;
    this.clockNanos = clockNanos;
  }

  /** What is wanted, by whose leave. */
  private record Wanted(ListedMarket market, CandleSpan span, Leave leave) {}

  Uni<ToldCandles> candles(
      ListedMarket market, Interval interval, long fromNanos, long toNanos, Leave leave) {
    long over = Math.min(toNanos, clockNanos.getAsLong() - SETTLING_NANOS);
    Optional<CandleSpan> range = CandleSpan.within(interval, Math.max(0, fromNanos), over);
    if (range.isEmpty()) {
      return Uni.createFrom().item(ToldCandles.nothing());
    }
    CandleSpan wanted = range.get();
    long lead = interval.ceiling(Math.max(0, wanted.fromNanos() - LEAD * interval.nanos()));
    CandleSpan asked = new CandleSpan(interval, lead, wanted.toNanos());
    return step(new Wanted(market, wanted, leave), asked, ToldCandles.nothing(), MAX_PAGES);
  }

  private Uni<ToldCandles> step(Wanted wanted, CandleSpan asked, ToldCandles told, int pagesLeft) {
    ListedMarket market = wanted.market();
    Optional<CandleRequest> request =
        protocol.candlesRequest(market, asked, clockNanos.getAsLong());
    if (request.isEmpty() || pagesLeft == 0) {
      return Uni.createFrom().item(told);
    }
    return queue
        .get(request.get().get(), wanted.leave())
        .map(body -> protocol.readCandles(market, request.get(), body))
        .chain(page -> next(wanted, asked, told.after(page, wanted.span()), page, pagesLeft - 1));
  }

  private Uni<ToldCandles> next(
      Wanted wanted, CandleSpan asked, ToldCandles told, CandlePage page, int pagesLeft) {
    boolean goesOn =
        page.resumeNanos() > wanted.span().fromNanos() && page.resumeNanos() < asked.toNanos();
    if (!goesOn) {
      return Uni.createFrom().item(told);
    }
    CandleSpan rest = new CandleSpan(asked.interval(), asked.fromNanos(), page.resumeNanos());
    return step(wanted, rest, told, pagesLeft);
  }
}
