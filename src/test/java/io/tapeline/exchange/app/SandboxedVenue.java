package io.tapeline.exchange.app;

import io.tapeline.Configs;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import io.tapeline.ops.upstream.TestUpstreams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a venue's feed is made of, against a local server in the venue's place. */
final class SandboxedVenue implements AutoCloseable {

  final Vertx vertx = Vertx.vertx();
  final VenueLink link;
  final VenueRest rest;
  final VenueQueue queue;

  SandboxedVenue(int port, long nowNanos, boolean recordedTime) {
    this(port, nowNanos, recordedTime, (_, _) -> Optional.empty());
  }

  SandboxedVenue(int port, long nowNanos, boolean recordedTime, VenueRest.Refusals refusals) {
    FeedConfig config =
        Configs.of(FeedConfig.class, Map.of("tapeline.exchange.min-backoff", "20ms"));
    link =
        new VenueLink(
            vertx,
            vertx.getOrCreateContext(),
            vertx.createWebSocketClient(),
            new Endpoints.Local(port),
            config,
            new RecordingTap(config),
            recordedTime,
            () -> nowNanos);
    rest =
        new VenueRest(
            vertx.createHttpClient(new HttpClientOptions().setDecompressionSupported(true)),
            link.endpoints(),
            config,
            VenueRest.upstream(TestUpstreams.of(Map.of()), new Venue("okx"), config),
            refusals,
            (_, _) -> {});
    queue = new VenueQueue(rest, link);
  }

  static ListedMarket listed(VenueProtocol protocol, Market market) {
    return protocol.builtInMarkets(Set.of(market.instrument())).getFirst();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
