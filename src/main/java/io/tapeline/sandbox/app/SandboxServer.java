package io.tapeline.sandbox.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.sandbox.chain.app.NodeServer;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.UnlistedSymbolException;
import io.tapeline.sandbox.wire.VenueWire;
import io.tapeline.sandbox.wire.WireAnswer;
import io.tapeline.sandbox.wire.WireRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All simulated venues behind one local address. The public host is the first part of the path:
 * {@code wss://ws.kraken.com/v2} is served at {@code ws://127.0.0.1:PORT/ws.kraken.com/v2}. Nodes
 * of the simulated chain are at {@code /chain/NODE}, the sandbox's own switches at {@code
 * /sandbox}.
 */
@Singleton
public class SandboxServer {

  private static final Logger LOG = Logger.getLogger(SandboxServer.class);
  private static final String CHAIN = "chain";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int MAX_BODY_BYTES = 1 << 16;

  /** Binance names its streams in the address, hundreds at a time. */
  private static final int MAX_ADDRESS_BYTES = 1 << 16;

  private final Vertx vertx;
  private final VenueDirectory venues;
  private final SandboxSockets sockets;
  private final FaultsApi switches;
  private final NodeServer nodes;
  private @Nullable HttpServer server;

  public SandboxServer(
      Vertx vertx,
      VenueDirectory venues,
      SandboxSockets sockets,
      FaultsApi switches,
      NodeServer nodes) {
    this.vertx = vertx;
    this.venues = venues;
    this.sockets = sockets;
    this.switches = switches;
    this.nodes = nodes;
  }

  /**
   * Listens on this machine's own address.
   *
   * @param port 0 for any free one
   * @return the port; fails if it is taken
   */
  public Uni<Integer> start(int port) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(LOOPBACK)
            .setPort(port)
            .setMaxInitialLineLength(MAX_ADDRESS_BYTES);
    HttpServer made = vertx.createHttpServer(options).requestHandler(this::serve);
    return Uni.createFrom()
        .completionStage(() -> made.listen().toCompletionStage())
        .invoke(listening -> server = listening)
        .map(HttpServer::actualPort)
        .invoke(nodes::listen)
        .invoke(actual -> LOG.infof("sandbox at %s:%d", LOOPBACK, actual));
  }

  /** Closes all sockets and the port; done also if it was never started. */
  public Uni<Void> stop() {
    HttpServer running = server;
    server = null;
    return running == null
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().completionStage(() -> running.close().toCompletionStage());
  }

  private void serve(HttpServerRequest request) {
    String path = request.path() == null ? "/" : request.path();
    int end = path.indexOf('/', 1);
    String host = path.substring(1, end < 0 ? path.length() : end);
    if (host.equals("sandbox")) {
      own(request, path);
      return;
    }
    if (host.equals(CHAIN)) {
      nodes.serve(request, path.substring(Math.min(path.length(), CHAIN.length() + 2)));
      return;
    }
    WireRequest asked =
        new WireRequest(end < 0 ? "/" : path.substring(end), query(request), sockets.nowNanos());
    venues
        .at(host)
        .ifPresentOrElse(
            wire -> venue(request, wire, asked), () -> write(request, WireAnswer.notFound()));
  }

  private static Map<String, String> query(HttpServerRequest request) {
    Map<String, String> query = new HashMap<>();
    request.params().forEach(query::putIfAbsent);
    return query;
  }

  private void venue(HttpServerRequest request, VenueWire wire, WireRequest asked) {
    if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      request
          .toWebSocket()
          .onSuccess(socket -> sockets.accept(socket, wire, asked))
          .onFailure(failure -> LOG.warnf("socket refused: %s", failure.getMessage()));
      return;
    }
    // A long history takes a while to compute; the sockets go on meanwhile.
    vertx
        .executeBlocking(() -> answer(wire, asked), false)
        .onComplete(answer -> write(request, answer.result()));
  }

  private static WireAnswer answer(VenueWire wire, WireRequest asked) {
    try {
      return wire.answer(asked);
    } catch (UnlistedSymbolException e) {
      return wire.unlisted(e.symbol());
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s can't answer %s", wire.venue(), asked);
      return new WireAnswer(500, "{\"error\":\"internal\"}");
    }
  }

  private void own(HttpServerRequest request, String path) {
    switch (path) {
      case "/sandbox" -> write(request, state());
      case "/sandbox/faults" -> faults(request);
      default -> write(request, WireAnswer.notFound());
    }
  }

  private WireAnswer state() {
    return WireAnswer.ok(
        JsonText.object()
            .text("world", switches.world())
            .number("sockets", sockets.open())
            .number("frames_sent", sockets.sent())
            .toString());
  }

  private void faults(HttpServerRequest request) {
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.GET)) {
      write(request, switches.list(sockets.nowNanos()));
    } else if (method.equals(HttpMethod.DELETE)) {
      write(request, switches.clear());
    } else if (method.equals(HttpMethod.POST)) {
      body(request)
          // the chain may have to be made first
          .compose(
              text -> vertx.executeBlocking(() -> switches.add(text, sockets.nowNanos()), false))
          .onSuccess(answer -> write(request, answer))
          .onFailure(failure -> LOG.warnf("fault not read: %s", failure.getMessage()));
    } else {
      write(request, new WireAnswer(405, "{\"error\":\"GET, POST or DELETE\"}"));
    }
  }

  private static Future<String> body(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    boolean sane = length != null && length.matches("[0-9]{1,5}");
    return sane && Integer.parseInt(length) <= MAX_BODY_BYTES
        ? request.body().map(Object::toString)
        : Future.succeededFuture("");
  }

  private static void write(HttpServerRequest request, WireAnswer answer) {
    request
        .response()
        .setStatusCode(answer.status())
        .putHeader("Content-Type", "application/json")
        .end(answer.body());
  }
}
