package io.tapeline.exchange.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.app.FeedSource.Opened;
import io.tapeline.exchange.app.FeedSource.RecordedConnection;
import io.tapeline.market.Instrument;
import io.tapeline.market.Venue;
import io.tapeline.ops.FeedMeters;
import io.tapeline.ops.upstream.Upstreams;
import io.tapeline.tape.app.Tape;
import io.tapeline.tape.app.TapePreparation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the feed that the configuration names, and stops it. */
@ApplicationScoped
public class FeedRunner {

  private static final Logger LOG = Logger.getLogger(FeedRunner.class);

  /** Exit code: nothing can be served until somebody changes the configuration. */
  private static final int REFUSED = 2;

  private final FeedParts parts;
  private final Vertx vertx;
  private final FeedConfig config;
  private final FeedMeters meters;
  private final FeedBoard board;
  private final VenueCandles candles;
  private final Upstreams upstreams;
  private final Clock clock;
  private final FeedSpec spec;
  private final boolean enabled;
  private final Map<Venue, VenueFeed> venues = new ConcurrentHashMap<>();
  private @Nullable Tape tape;
  private @Nullable Opened source;

  public FeedRunner(
      FeedParts parts,
      Vertx vertx,
      FeedConfig config,
      FeedMeters meters,
      FeedBoard board,
      VenueCandles candles,
      Upstreams upstreams,
      Clock clock,
      @ConfigProperty(name = "tapeline.feed", defaultValue = "sandbox") String feed,
      @ConfigProperty(name = "tapeline.feed-enabled", defaultValue = "true") boolean enabled) {
    this.parts = parts;
    this.vertx = vertx;
    this.config = config;
    this.meters = meters;
    this.board = board;
    this.candles = candles;
    this.upstreams = upstreams;
    this.clock = clock;
    this.spec = FeedSpec.parse(feed);
    this.enabled = enabled;
  }

  void start(@Observes StartupEvent event) {
    if (!enabled) {
      board.failed("the feed is switched off by configuration");
      return;
    }
    parts
        .source(spec.mode())
        .open(spec)
        .chain(this::run)
        .subscribe()
        .with(
            _ -> LOG.infof("feed %s is running", spec.mode().id()),
            failure -> {
              LOG.errorf("the feed could not start: %s", failure.getMessage());
              board.failed("the feed could not start: " + failure.getMessage());
              Quarkus.asyncExit(REFUSED);
            });
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    venues.values().forEach(VenueFeed::stop);
    Tape trunk = tape;
    if (trunk != null) {
      trunk.stop();
    }
    Opened opened = source;
    if (opened != null) {
      opened.close().run();
    }
  }

  private Uni<Boolean> run(Opened opened) {
    source = opened;
    Tape trunk =
        new Tape(
            parts.followers(),
            new TapeFindings(venues, meters),
            market -> parts.numbersMatches(market.venue()),
            !opened.recordedTime(),
            this::nowNanos);
    tape = trunk;
    parts.protocols(config.venues()).stream()
        .filter(protocol -> opened.has(protocol.venue()))
        .forEach(protocol -> make(protocol, opened, trunk));
    candles.complete();
    return opened.recordedTime() ? replay(opened, trunk) : follow(trunk);
  }

  private void make(VenueProtocol protocol, Opened opened, Tape trunk) {
    VenueLink link =
        new VenueLink(
            vertx,
            vertx.getOrCreateContext(),
            vertx.createWebSocketClient(sockets()),
            opened.endpoints(),
            config,
            parts.tap(),
            opened.recordedTime(),
            this::nowNanos);
    VenueRest rest =
        new VenueRest(
            vertx.createHttpClient(
                new HttpClientOptions()
                    .setDecompressionSupported(true)
                    .setConnectTimeout((int) config.connectTimeout().toMillis())),
            opened.endpoints(),
            config,
            VenueRest.upstream(upstreams, protocol.venue(), config),
            protocol::patience,
            (HttpGet request, byte[] body) ->
                parts.tap().answered(protocol.venue(), nowNanos(), request, body));
    VenueFeed feed = new VenueFeed(protocol, link, rest, trunk, meters);
    venues.put(protocol.venue(), feed);
    candles.add(protocol.venue(), feed::candles);
  }

  private WebSocketClientOptions sockets() {
    return new WebSocketClientOptions()
        // a frame too large to be decoded is dropped up to twice the size; beyond, the socket
        // closes
        .setMaxFrameSize(2 * config.maxFrameBytes())
        .setMaxMessageSize(2 * config.maxFrameBytes())
        .setTryUsePerMessageCompression(false)
        .setConnectTimeout((int) config.connectTimeout().toMillis());
  }

  /** Live venues come one by one, as they can be reached. */
  private Uni<Boolean> follow(Tape trunk) {
    venues.values().forEach(this::show);
    return prepared()
        .map(
            _ -> {
              trunk.start();
              board.started(() -> false);
              venues.values().forEach(this::connect);
              return true;
            });
  }

  /** What was kept before a restart is a comfort: without it the feed starts all the same. */
  private Uni<Void> prepared() {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (TapePreparation preparation : parts.preparations()) {
      all =
          all.chain(preparation::prepare)
              .onFailure()
              .invoke(e -> LOG.warnf("the tape begins without what was kept: %s", e.getMessage()))
              .onFailure()
              .recoverWithNull();
    }
    return all;
  }

  private void connect(VenueFeed venue) {
    Set<Instrument> universe = parts.universe();
    venue
        .listing(universe, false)
        .invoke(listing -> parts.tell(venue.protocol(), listing))
        .subscribe()
        .with(
            listing -> venue.connect(listing, universe),
            failure -> {
              if (!venue.isStopped()) {
                LOG.errorf(failure, "%s gave up", venue.protocol().name());
              }
            });
  }

  /** A replay waits for all venues, since their recordings are merged by time. */
  private Uni<Boolean> replay(Opened opened, Tape trunk) {
    Map<Venue, List<RecordedConnection>> recorded =
        opened.connections().stream().collect(Collectors.groupingBy(RecordedConnection::venue));
    recorded.keySet().stream()
        .filter(venue -> !venues.containsKey(venue))
        .forEach(venue -> LOG.warnf("recordings of %s are left out: no codec for it", venue));
    venues.keySet().retainAll(recorded.keySet());
    if (venues.isEmpty()) {
      return Uni.createFrom()
          .failure(new IllegalArgumentException("no recording is of a venue that we know"));
    }
    Set<Instrument> universe = parts.wholeCatalogue();
    List<Uni<Boolean>> all = new ArrayList<>();
    List<VenueConnection> connections = new ArrayList<>();
    for (VenueFeed venue :
        venues.values().stream().sorted(Comparator.comparing(v -> v.protocol().venue())).toList()) {
      show(venue);
      all.add(
          venue
              .listing(universe, true)
              .map(listing -> mentioned(listing, recorded, venue))
              .invoke(listing -> parts.tell(venue.protocol(), listing))
              .map(
                  listing ->
                      connections.addAll(
                          venue.prepare(
                              recorded.getOrDefault(venue.protocol().venue(), List.of()),
                              listing))));
    }
    return Uni.join()
        .all(all)
        .usingConcurrencyOf(1)
        .andFailFast()
        .map(
            _ -> {
              trunk.start();
              connections.forEach(VenueConnection::start);
              opened.play().run();
              board.started(trunk::isOver);
              return true;
            });
  }

  /** Of markets that nobody lists, only those that the recording speaks of are real. */
  private static VenueListing mentioned(
      VenueListing listing, Map<Venue, List<RecordedConnection>> recorded, VenueFeed venue) {
    return listing.builtIn()
        ? listing.only(
            RecordedPlans.mentioned(
                recorded.getOrDefault(venue.protocol().venue(), List.of()), listing.markets()))
        : listing;
  }

  private void show(VenueFeed venue) {
    board.add(
        venue.protocol().venue(),
        () ->
            new FeedBoard.VenueState(
                venue.protocol().venue(),
                venue.protocol().name(),
                venue.connections(),
                venue.problem()));
  }

  private long nowNanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
