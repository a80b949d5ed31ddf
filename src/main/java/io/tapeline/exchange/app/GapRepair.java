package io.tapeline.exchange.app;

import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.ops.FeedMeters;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.app.Lane;
import io.tapeline.tape.app.Tape;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Fetches missing trades over REST, in the venue's queue. The tape's guard drops what it has
 * already. All methods run on the venue's context.
 */
final class GapRepair {

  private static final Logger LOG = Logger.getLogger(GapRepair.class);

  private final VenueProtocol protocol;
  private final VenueQueue queue;
  private final VenueLink link;
  private final FeedMeters meters;
  private final Lane lane;
  private final Map<Market, ListedMarket> markets = new HashMap<>();

  GapRepair(
      VenueProtocol protocol,
      VenueQueue queue,
      VenueLink link,
      Tape tape,
      FeedMeters meters,
      List<ListedMarket> listed) {
    this.protocol = protocol;
    this.queue = queue;
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
    if (listed != null) {
      protocol
          .tradesRequest(listed, afterNumber)
          .ifPresent(request -> fetch(request, listed, wanted));
    }
  }

  private void fetch(HttpGet request, ListedMarket listed, Predicate<Trade> wanted) {
    queue
        .get(request, Leave.OWN)
        .map(body -> mend(listed, body, wanted))
        .subscribe()
        .with(
            mended -> LOG.debugf("%s: %d trades fetched", listed.market(), mended),
            failure ->
                LOG.warnf("%s: gap not mended: %s", listed.market(), Failures.inWords(failure)));
  }

  private int mend(ListedMarket listed, byte[] body, Predicate<Trade> wanted) {
    long now = link.clockNanos().getAsLong();
    List<Trade> trades = protocol.readTrades(listed, body, now).stream().filter(wanted).toList();
    trades.forEach(trade -> lane.append(new TapeEvent.Traded(trade, Origin.REPAIR)));
    meters.repairs(protocol.venue().id()).increment(trades.size());
    return trades.size();
  }
}
