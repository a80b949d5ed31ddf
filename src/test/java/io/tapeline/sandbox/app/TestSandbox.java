package io.tapeline.sandbox.app;

import io.tapeline.Configs;
import io.tapeline.sandbox.SandboxMarkets;
import io.tapeline.sandbox.binance.BinanceWire;
import io.tapeline.sandbox.bitstamp.BitstampWire;
import io.tapeline.sandbox.bybit.BybitWire;
import io.tapeline.sandbox.chain.app.ChainFaults;
import io.tapeline.sandbox.chain.app.ChainFaultsApi;
import io.tapeline.sandbox.chain.app.NodeServer;
import io.tapeline.sandbox.chain.app.SandboxChainConfig;
import io.tapeline.sandbox.chain.app.SimulatedNodes;
import io.tapeline.sandbox.coinbase.CoinbaseWire;
import io.tapeline.sandbox.gemini.GeminiWire;
import io.tapeline.sandbox.kraken.KrakenWire;
import io.tapeline.sandbox.okx.OkxWire;
import io.tapeline.sandbox.wire.VenueWire;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A whole sandbox on a free port, put together by hand. */
public final class TestSandbox implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final SandboxMarkets markets;
  private final List<VenueWire> wires;
  private final SandboxSockets sockets;
  private final FaultsApi switches;
  private final NodeServer nodes;
  private final SandboxServer server;
  private final int port;

  public TestSandbox(InstantSource clock, Map<String, String> settings) {
    ChainFaults nodeFaults = new ChainFaults();
    SandboxConfig config = Configs.of(SandboxConfig.class, part(settings, false));
    FaultBoard faults = new FaultBoard(config);
    markets = new SandboxWorld().markets(config, faults);
    wires = wires(markets);
    sockets = new SandboxSockets(vertx, clock, faults, config);
    SimulatedNodes simulated =
        new SimulatedNodes(
            Configs.of(SandboxChainConfig.class, part(settings, true)),
            config.seed(),
            nodeFaults,
            clock);
    switches = new FaultsApi(faults, markets, config, new ChainFaultsApi(simulated, nodeFaults));
    nodes = new NodeServer(simulated, vertx);
    server = another();
    port = server.start(0).await().indefinitely();
  }

  private static Map<String, String> part(Map<String, String> settings, boolean ofChain) {
    Map<String, String> part = new HashMap<>(settings);
    part.keySet().removeIf(key -> key.startsWith("tapeline.sandbox.chain.") != ofChain);
    return part;
  }

  /** A server of the same world, not started. */
  SandboxServer another() {
    return new SandboxServer(vertx, new VenueDirectory(wires), sockets, switches, nodes);
  }

  public static List<VenueWire> wires(SandboxMarkets markets) {
    return List.of(
        new BinanceWire(markets),
        new CoinbaseWire(markets),
        new KrakenWire(markets),
        new BybitWire(markets),
        new GeminiWire(markets),
        new OkxWire(markets),
        new BitstampWire(markets));
  }

  public SandboxMarkets markets() {
    return markets;
  }

  public int port() {
    return port;
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path)).GET());
  }

  public HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(address(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> delete(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path)).DELETE());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Opens a socket; what comes is in the queue, and {@link Socket#CLOSED} at the end. */
  public Socket open(String path) {
    BlockingQueue<Buffer> frames = new LinkedBlockingQueue<>();
    var socket =
        vertx
            .createWebSocketClient(
                new WebSocketClientOptions().setMaxFrameSize(8 << 20).setMaxMessageSize(8 << 20))
            .connect(port, "127.0.0.1", path)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    socket.textMessageHandler(text -> frames.add(Buffer.buffer(text)));
    socket.binaryMessageHandler(frames::add);
    socket.closeHandler(_ -> frames.add(Socket.CLOSED));
    return new Socket(socket, frames);
  }

  /** A client's side of a socket. */
  public record Socket(io.vertx.core.http.WebSocket socket, BlockingQueue<Buffer> frames) {

    static final Buffer CLOSED = Buffer.buffer("closed");

    public void say(String text) {
      socket.writeTextMessage(text);
    }

    public Buffer next() throws InterruptedException {
      Buffer frame = frames.poll(10, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("nothing came");
      }
      return frame;
    }

    /** The next frame that holds this text. */
    public String next(String part) throws InterruptedException {
      String frame = next().toString();
      while (!frame.contains(part)) {
        frame = next().toString();
      }
      return frame;
    }
  }

  @Override
  public void close() {
    server.stop().await().indefinitely();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
