package io.tapeline.exchange.replay;

import io.tapeline.exchange.app.FeedSource.RecordedConnection;
import io.tapeline.exchange.app.FeedSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A local server in the venues' place: recorded REST answers at their addresses, recorded frames
 * into sockets. A client says in the header {@code Tapeline-Connection} which recorded connection
 * it repeats, as one address may have been opened several times.
 */
final class ReplayServer {

  private static final Logger LOG = Logger.getLogger(ReplayServer.class);
  private static final String HEADER = "Tapeline-Connection";
  private static final int MAX_FRAME_BYTES = 64 << 20;

  /** One recorded connection, and how far its session is shifted. */
  private record Track(Session session, String connection, long shiftNanos) {}

  private final Vertx vertx;
  private final FeedSpec spec;
  private final Map<String, Track> tracks = new LinkedHashMap<>();
  private final Map<String, byte[]> answers = new HashMap<>();
  private final List<RecordedConnection> connections;
  private final Map<String, ServerWebSocket> sockets = new ConcurrentHashMap<>();
  private final CountDownLatch connected;
  private final long originNanos;
  private @Nullable HttpServer server;

  ReplayServer(Vertx vertx, List<Session> sessions, FeedSpec spec) {
    this.vertx = vertx;
    this.spec = spec;
    long latest = sessions.stream().mapToLong(Session::startNanos).max().orElseThrow();
    long earliest = sessions.stream().mapToLong(Session::startNanos).min().orElseThrow();
    this.originNanos = spec.align() ? latest : earliest;
    for (Session session : sessions) {
      long shift = spec.align() ? latest - session.startNanos() : 0;
      session
          .connections()
          .forEach((name, c) -> tracks.put(c.name(), new Track(session, name, shift)));
      session.answers().forEach((address, body) -> answers.putIfAbsent(local(address), body));
    }
    this.connections =
        sessions.stream().flatMap(session -> session.connections().values().stream()).toList();
    this.connected = new CountDownLatch(tracks.size());
  }

  private static String local(URI address) {
    String query = address.getRawQuery();
    return "/" + address.getHost() + address.getRawPath() + (query == null ? "" : "?" + query);
  }

  Future<ReplayServer> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
            .setMaxWebSocketMessageSize(MAX_FRAME_BYTES);
    HttpServer made = vertx.createHttpServer(options).requestHandler(this::request);
    server = made;
    return made.listen().map(this);
  }

  int port() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.actualPort();
  }

  List<RecordedConnection> connections() {
    return connections;
  }

  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Lets all connections play from one common moment, when every one of them is open. */
  void play() {
    Thread.ofVirtual().name("replay").start(this::playAll);
  }

  private void playAll() {
    try {
      if (!connected.await(30, TimeUnit.SECONDS)) {
        LOG.warnf(
            "only %d of %d connections are open, playing them", sockets.size(), tracks.size());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    Pace pace = new Pace(originNanos, spec.speed(), System.nanoTime());
    sockets.forEach(
        (name, socket) -> {
          Track track = Objects.requireNonNull(tracks.get(name));
          Thread.ofVirtual()
              .name("replay-" + name)
              .start(
                  new Player(
                      track.session().recording(),
                      track.connection(),
                      track.shiftNanos(),
                      pace,
                      socket));
        });
  }

  private void accept(ServerWebSocket socket) {
    String name = socket.headers().get(HEADER);
    if (name == null || !tracks.containsKey(name)) {
      socket.close((short) 1008, "unknown recorded connection");
      return;
    }
    if (sockets.put(name, socket) == null) {
      connected.countDown();
    }
  }

  private void request(HttpServerRequest request) {
    if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      request
          .toWebSocket()
          .onSuccess(this::accept)
          .onFailure(failure -> LOG.warnf("socket refused: %s", failure.getMessage()));
    } else {
      answer(request);
    }
  }

  private void answer(HttpServerRequest request) {
    byte[] body = answers.get(request.uri());
    if (body == null) {
      request.response().setStatusCode(404).end();
    } else {
      request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(body));
    }
  }
}
