package io.tapeline.exchange.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.Patience;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Venue;
import io.tapeline.ops.upstream.Care;
import io.tapeline.ops.upstream.HttpCall;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.OutsideUpstream;
import io.tapeline.ops.upstream.Outsider;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A venue's REST: its list of markets, and whatever else is asked, each with a timeout. */
final class VenueRest {

  private static final int MAX_PAGES = 2_000;

  /** The venue can't answer now, but may later. */
  private static final Set<Integer> BUSY = Set.of(418, 429, 503);

  /** Knows by which answers the venue asks for patience, besides HTTP's own ones. */
  interface Refusals {
    Optional<Patience> patience(int status, byte[] body);
  }

  /** Hears every answer, for a recording. */
  interface Tap {
    void answered(HttpGet request, byte[] body);
  }

  private final HttpCall http;
  private final Endpoints endpoints;
  private final Duration timeout;
  private final int concurrency;
  private final OutsideUpstream venue;
  private final Refusals refusals;
  private final Tap tap;

  VenueRest(
      HttpClient http,
      Endpoints endpoints,
      FeedConfig config,
      OutsideUpstream venue,
      Refusals refusals,
      Tap tap) {
    this.http = new HttpCall(http, config.maxBodyBytes());
    this.venue = venue;
    this.endpoints = endpoints;
    this.timeout = config.restTimeout();
    this.concurrency = config.restConcurrency();
    this.refusals = refusals;
    this.tap = tap;
  }

  /**
   * How a venue is treated: what it refuses is an answer; what it can't do now, but asks patience
   * for, waits in its queue; a lost connection or a broken server is tried again.
   */
  static OutsideUpstream upstream(Upstreams upstreams, Venue venue, FeedConfig config) {
    return upstreams.outside(
        Outsider.venue(venue.id()),
        Care.of("venue-" + venue.id(), config.restTimeout())
            .failing(VenueRest::isOutage)
            .again(
                failure ->
                    isOutage(failure)
                        && !(failure instanceof RefusedRequestException refused
                            && refused.patience() != null)));
  }

  private static boolean isOutage(Throwable failure) {
    return switch (failure) {
      case RefusedRequestException refused -> refused.isOutage();
      case MalformedFrameException _ -> false;
      default -> true;
    };
  }

  /**
   * The body of an answer; fails on any status but 200, on a body that asks for patience, and on
   * one that is too large.
   *
   * @param leave of whoever has it asked
   */
  Uni<byte[]> get(HttpGet request, Leave leave) {
    return venue.call(leave, () -> ask(request)).invoke(body -> tap.answered(request, body));
  }

  private Uni<byte[]> ask(HttpGet request) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(endpoints.serving(request.address()).toString())
            .setTimeout(timeout.toMillis())
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "tapeline");
    return http.ask(options)
        .map(answer -> accepted(request, answer))
        .onFailure(HttpCall.TooLargeException.class)
        .transform(_ -> new MalformedFrameException("answer too large"));
  }

  private byte[] accepted(HttpGet request, HttpCall.Answered answer) {
    int status = answer.status();
    byte[] bytes = answer.body();
    Patience patience =
        BUSY.contains(status)
            ? new Patience(retryAfter(answer.head()))
            : refusals.patience(status, bytes).orElse(null);
    if (status != 200 || patience != null) {
      String what = status == 200 ? "asked too much with " : "status " + status + " for ";
      throw new RefusedRequestException(what + request.address(), status, patience);
    }
    return bytes;
  }

  /** Seconds are what venues write; a date is taken for no word. */
  private static @Nullable Duration retryAfter(HttpClientResponse answer) {
    String stated = answer.getHeader("Retry-After");
    return stated != null && stated.strip().matches("[0-9]{1,9}")
        ? Duration.ofSeconds(Long.parseLong(stated.strip()))
        : null;
  }

  /** Follows the venue's list to its end. */
  Uni<VenueListing> listing(VenueProtocol venue, Set<Asset> assets) {
    Walk walk = new Walk(venue);
    return step(walk, venue.instrumentRequests(assets)).map(_ -> walk.listing());
  }

  private Uni<Boolean> step(Walk walk, List<HttpGet> requests) {
    List<HttpGet> fresh = requests.stream().filter(walk.asked::add).toList();
    if (fresh.isEmpty() || walk.asked.size() > MAX_PAGES) {
      return Uni.createFrom().item(true);
    }
    return io.smallrye.mutiny.Multi.createFrom()
        .iterable(fresh)
        .onItem()
        .transformToUni(request -> get(request, Leave.OWN).map(body -> walk.read(request, body)))
        .merge(concurrency)
        .collect()
        .asList()
        .chain(next -> step(walk, next.stream().flatMap(List::stream).toList()));
  }

  /** What has been found so far. */
  private static final class Walk {
    private final VenueProtocol venue;
    private final Set<HttpGet> asked = new LinkedHashSet<>();
    private final List<ListedMarket> markets = new ArrayList<>();
    private final Map<Asset, Decimal> references = new HashMap<>();
    private final Map<String, String> unmapped = new LinkedHashMap<>();

    Walk(VenueProtocol venue) {
      this.venue = venue;
    }

    synchronized List<HttpGet> read(HttpGet request, byte[] body) {
      InstrumentPage page = venue.readInstruments(request, body);
      markets.addAll(page.markets());
      references.putAll(page.usdReferencePrices());
      unmapped.putAll(page.unmapped());
      return page.next();
    }

    synchronized VenueListing listing() {
      List<ListedMarket> sorted =
          markets.stream().sorted(java.util.Comparator.comparing(ListedMarket::market)).toList();
      return new VenueListing(sorted, references, unmapped, false);
    }
  }
}
