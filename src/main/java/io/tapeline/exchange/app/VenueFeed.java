package io.tapeline.exchange.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.ToldCandles;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.app.FeedSource.RecordedConnection;
import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.market.Interval;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.ops.FeedMeters;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.tape.app.Lane;
import io.tapeline.tape.app.Tape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One venue: its list of markets, its connections, its repairs. */
final class VenueFeed implements VenueConnection.Owner {

  private static final Logger LOG = Logger.getLogger(VenueFeed.class);

  private final VenueProtocol protocol;
  private final VenueLink link;
  private final VenueRest rest;
  private final VenueQueue queue;
  private final CandleWalk walk;
  private final Tape tape;
  private final FeedMeters meters;
  private final List<VenueConnection> connections = new CopyOnWriteArrayList<>();
  private volatile @Nullable Map<Market, ListedMarket> listed;
  private @Nullable GapRepair repair;
  private volatile @Nullable String problem;
  private volatile boolean stopped;

  VenueFeed(VenueProtocol protocol, VenueLink link, VenueRest rest, Tape tape, FeedMeters meters) {
    this.protocol = protocol;
    this.link = link;
    this.rest = rest;
    this.queue = new VenueQueue(rest, link);
    this.walk = new CandleWalk(protocol, queue, link.clockNanos());
    this.tape = tape;
    this.meters = meters;
    meters.register(protocol.venue().id(), this::lastMessageAgeSeconds);
  }

  VenueProtocol protocol() {
    return protocol;
  }

  /** Why the venue gives nothing; null if it does. */
  @Nullable String problem() {
    return problem;
  }

  List<ConnectionState> connections() {
    return connections.stream().map(VenueConnection::state).toList();
  }

  /**
   * The venue's markets, asked until it answers.
   *
   * @param fallback our own instruments, spelled by the venue, if it can't be asked at all
   */
  Uni<VenueListing> listing(Set<Instrument> universe, boolean fallback) {
    Set<Asset> assets = new HashSet<>();
    universe.forEach(
        instrument -> {
          assets.add(instrument.base());
          assets.add(instrument.quote());
        });
    Uni<VenueListing> asked = rest.listing(protocol, assets);
    if (fallback) {
      return asked
          .onFailure()
          .invoke(e -> LOG.debugf("%s lists no markets: %s", protocol.name(), e.getMessage()))
          .onFailure()
          .recoverWithItem(() -> builtIn(universe))
          .map(listing -> listing.markets().isEmpty() ? builtIn(universe) : listing);
    }
    return asked
        .onFailure()
        .invoke(this::unreachable)
        .onFailure(_ -> !stopped)
        .retry()
        .withBackOff(link.config().minBackoff(), link.config().maxBackoff())
        .indefinitely();
  }

  private void unreachable(Throwable failure) {
    if (failure instanceof CircuitBreakerOpenException && problem != null) {
      return; // what made us leave it alone says more
    }
    String why = "its list of markets can't be had: " + Failures.inWords(failure);
    if (!why.equals(problem)) {
      LOG.warnf("%s: %s; it is asked again and again", protocol.name(), why);
    }
    problem = why;
  }

  private VenueListing builtIn(Set<Instrument> universe) {
    return new VenueListing(
        protocol.builtInMarkets(universe), java.util.Map.of(), java.util.Map.of(), true);
  }

  /** Opens the venue's own plan for what it lists of the universe. */
  void connect(VenueListing listing, Set<Instrument> universe) {
    List<ListedMarket> wanted =
        listing.markets().stream()
            .filter(market -> universe.contains(market.market().instrument()))
            .filter(market -> market.status() == ListedMarket.Status.TRADING)
            .toList();
    LOG.infof("%s: %d of %d markets", protocol.name(), wanted.size(), listing.markets().size());
    problem = wanted.isEmpty() ? "it lists none of the configured instruments" : null;
    listed =
        listing.markets().stream()
            .collect(Collectors.toUnmodifiableMap(ListedMarket::market, m -> m, (a, _) -> a));
    repair = new GapRepair(protocol, queue, link, tape, meters, wanted);
    prepare(protocol.plan(wanted), wanted).forEach(VenueConnection::start);
  }

  /** Makes connections as they were recorded; they must be started after all venues' are made. */
  List<VenueConnection> prepare(List<RecordedConnection> recorded, VenueListing listing) {
    problem = null;
    return prepare(RecordedPlans.of(recorded, listing.markets()), listing.markets());
  }

  private List<VenueConnection> prepare(List<ConnectionPlan> plans, List<ListedMarket> markets) {
    List<VenueConnection> made = new ArrayList<>();
    for (ConnectionPlan plan : plans) {
      Lane lane = tape.open(plan.name());
      made.add(
          new VenueConnection(
              plan,
              link,
              () ->
                  new FrameIntake(
                      plan.venue().id(),
                      plan.name(),
                      plan.markets(),
                      protocol.codec(plan.address(), markets),
                      lane,
                      meters,
                      link.config()),
              lane,
              this));
    }
    connections.addAll(made);
    return made;
  }

  /**
   * The venue's own candles. A recording tells nothing, also where it holds an answer: that is of
   * another time than is asked for.
   */
  Uni<ToldCandles> candles(
      Market market, Interval interval, long fromNanos, long toNanos, Leave leave) {
    if (link.recordedTime()) {
      return Uni.createFrom().item(ToldCandles.nothing());
    }
    Map<Market, ListedMarket> markets = listed;
    // one that lists nothing at all has not come up whole
    if (markets == null || markets.isEmpty()) {
      return Uni.createFrom()
          .failure(new NotReadyException(protocol.name() + " has not told its markets yet"));
    }
    ListedMarket known = markets.get(market);
    return known == null
        ? Uni.createFrom().item(ToldCandles.nothing())
        : walk.candles(known, interval, fromNanos, toNanos, leave);
  }

  boolean isStopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
    queue.stop();
    connections.forEach(VenueConnection::stop);
  }

  /** Matches are missing on the tape: fetch them. Called by the tape's thread. */
  void gap(Market market, long expected, long seen) {
    meters.gaps(protocol.venue().id()).increment();
    GapRepair mender = repair;
    if (mender != null) {
      link.context().runOnContext(_ -> mender.fill(market, expected, seen));
    }
  }

  @Override
  public void opened(VenueConnection connection, boolean again, long lostSinceNanos) {
    LOG.infof("%s: open, %d markets", connection.plan().name(), connection.plan().markets().size());
    GapRepair mender = repair;
    if (again) {
      meters.reconnects(protocol.venue().id()).increment();
      if (mender != null) {
        mender.since(connection.plan().markets(), lostSinceNanos);
      }
    }
  }

  @Override
  public void messagesLost(VenueConnection connection) {
    meters.gaps(protocol.venue().id()).increment();
    GapRepair mender = repair;
    if (mender != null) {
      long before = link.clockNanos().getAsLong() - Duration.ofSeconds(10).toNanos();
      mender.since(connection.plan().markets(), before);
    }
  }

  @Override
  public void ended(VenueConnection connection) {
    LOG.debugf("%s: ended", connection.plan().name());
  }

  private Number lastMessageAgeSeconds() {
    long newest =
        connections().stream().mapToLong(ConnectionState::lastMessageNanos).max().orElse(0);
    return newest == 0 ? Double.NaN : Math.max(0, (link.clockNanos().getAsLong() - newest) / 1e9);
  }
}
