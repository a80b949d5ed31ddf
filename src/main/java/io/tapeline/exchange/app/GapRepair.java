package io.tapeline.exchange.app;

import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.ops.FeedMeters;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.app.Lane;
import io.tapeline.tape.app.Tape;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Fetches missing trades over REST, one request at a time for a venue with a pause between, so that
 * mending never costs us the venue's good will. The tape's guard drops what it has already. All
 * methods run on the venue's context.
 */
final class GapRepair {

  private static final Logger LOG = Logger.getLogger(GapRepair.class);
  private static final long PAUSE_MILLIS = 250;
  private static final int MAX_WAITING = 1_024;

  /** One market's trades after a number, of which some are wanted. */
  private record Wish(ListedMarket market, long afterNumber, Predicate<Trade> wanted) {}

  private final VenueProtocol protocol;
  private final VenueRest rest;
  private final VenueLink link;
  private final FeedMeters meters;
  private final Lane lane;
  private final Map<Market, ListedMarket> markets = new HashMap<>();
  private final Deque<Wish> waiting = new ArrayDeque<>();
  private boolean busy;

  GapRepair(
      VenueProtocol protocol,
      VenueRest rest,
      VenueLink link,
      Tape tape,
      FeedMeters meters,
      List<ListedMarket> listed) {
    this.protocol = protocol;
    this.rest = rest;
    this.link = link;
    this.meters = meters;
    this.lane = tape.open(protocol.venue().id() + "-repair");
    listed.forEach(market -> markets.put(market.market(), market));
  }

  /** Fetches the matches from {@code expected} to before {@code seen}. */
  void fill(Market market, long expected, long seen) {
    want(market, expected - 1, trade -> trade.id().low() >= expected && trade.firstNumber() < seen);
  }

  /** Fetches what these markets traded since a moment when we lost sight of them. */
  void since(Collection<Market> lost, long timeNanos) {
    lost.forEach(market -> want(market, 0, trade -> trade.eventTimeNanos() >= timeNanos));
  }

  private void want(Market market, long afterNumber, Predicate<Trade> wanted) {
    ListedMarket listed = markets.get(market);
    if (listed == null) {
      return;
    }
    if (waiting.size() == MAX_WAITING) {
      LOG.warnf("%s: too many gaps to mend at once, %s stays open", protocol.name(), market);
      return;
    }
    waiting.add(new Wish(listed, afterNumber, wanted));
    next();
  }

  private void next() {
    Wish wish = busy ? null : waiting.poll();
    if (wish == null) {
      return;
    }
    Optional<HttpGet> request = protocol.tradesRequest(wish.market, wish.afterNumber);
    if (request.isEmpty()) {
      next();
      return;
    }
    busy = true;
    rest.get(request.get())
        .map(body -> mend(wish, body))
        .subscribe()
        .with(
            mended -> LOG.debugf("%s: %d trades fetched", wish.market.market(), mended),
            failure ->
                LOG.warnf(
                    "%s: gap not mended: %s", wish.market.market(), Failures.inWords(failure)));
    link.vertx()
        .setTimer(
            PAUSE_MILLIS,
            _ ->
                link.context()
                    .runOnContext(
                        __ -> {
                          busy = false;
                          next();
                        }));
  }

  private int mend(Wish wish, byte[] body) {
    long now = link.clockNanos().getAsLong();
    List<Trade> trades =
        protocol.readTrades(wish.market, body, now).stream().filter(wish.wanted).toList();
    trades.forEach(trade -> lane.append(new TapeEvent.Traded(trade, Origin.REPAIR)));
    meters.repairs(protocol.venue().id()).increment(trades.size());
    return trades.size();
  }
}
