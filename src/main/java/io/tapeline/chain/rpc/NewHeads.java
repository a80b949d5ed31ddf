package io.tapeline.chain.rpc;

import io.tapeline.chain.declared.DeclaredNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears from one node by WebSocket when it has a new block. What it says of the block is not even
 * read: it is a reason to ask, and whom it doesn't reach is polled as ever. A socket that is lost,
 * or silent though it is pinged, is opened again, with longer and longer waits.
 */
public final class NewHeads {

  private static final Logger LOG = Logger.getLogger(NewHeads.class);
  private static final int MOST_MESSAGE_BYTES = 1 << 18;
  private static final int SILENT_SECONDS = 45;
  private static final long PING_MILLIS = TimeUnit.SECONDS.toMillis(15);
  private static final long FIRST_WAIT_MILLIS = 500;
  private static final long LONGEST_WAIT_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final byte[] SUBSCRIBE =
      RpcCodec.question(List.of(RpcCall.of("eth_subscribe", "newHeads")));
  private static final String NEWS = "eth_subscription";

  private final DeclaredNode node;
  private final URI address;
  private final Vertx vertx;
  private final WebSocketClient client;
  private final Runnable heard;
  private long waitMillis = FIRST_WAIT_MILLIS;
  private volatile @Nullable WebSocket open;
  private volatile boolean isHeard;
  private volatile boolean isStopped;

  /**
   * @param heard told that it has a new block; called on an event loop
   */
  public NewHeads(DeclaredNode node, URI address, Vertx vertx, Runnable heard) {
    this.node = node;
    this.address = address;
    this.vertx = vertx;
    this.heard = heard;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxFrameSize(MOST_MESSAGE_BYTES)
                .setMaxMessageSize(MOST_MESSAGE_BYTES)
                .setReadIdleTimeout(SILENT_SECONDS)
                .setSsl(address.getScheme().equals("wss"))
                .setConnectTimeout((int) node.config().timeout().toMillis()));
  }

  public DeclaredNode node() {
    return node;
  }

  /** Whether it tells of new blocks now: it has taken the subscription, and the socket is open. */
  public boolean isHeard() {
    return isHeard;
  }

  public void start() {
    if (isStopped) {
      return;
    }
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setAbsoluteURI(address.toString());
    node.config().token().ifPresent(token -> options.putHeader("Authorization", "Bearer " + token));
    client.connect(options).onSuccess(this::opened).onFailure(_ -> later());
  }

  private void opened(WebSocket socket) {
    open = socket;
    if (isStopped) {
      var _ = socket.close();
      return;
    }
    long pings =
        vertx.setPeriodic(PING_MILLIS, _ -> socket.writePing(Buffer.buffer("still there?")));
    socket.exceptionHandler(_ -> {}); // it is closed then, which is heard of
    socket.closeHandler(
        _ -> {
          vertx.cancelTimer(pings);
          lost();
        });
    socket.textMessageHandler(this::message);
    var _ = socket.writeTextMessage(Buffer.buffer(SUBSCRIBE).toString());
  }

  private void message(String text) {
    if (text.contains(NEWS)) {
      heard.run();
    } else if (text.contains("\"result\"")) {
      if (!isHeard) {
        LOG.infof("node %s of %s tells of new blocks", node.name(), node.chain());
      }
      isHeard = true;
      waitMillis = FIRST_WAIT_MILLIS;
      heard.run(); // whatever came before is news as well
    } else {
      WebSocket socket = open;
      if (socket != null) {
        var _ = socket.close(); // it does not take subscriptions
      }
    }
  }

  private void lost() {
    if (isHeard && !isStopped) {
      LOG.infof("node %s of %s is polled only: its socket is closed", node.name(), node.chain());
    }
    isHeard = false;
    open = null;
    later();
  }

  private void later() {
    if (!isStopped) {
      vertx.setTimer(waitMillis, _ -> start());
      waitMillis = Math.min(LONGEST_WAIT_MILLIS, waitMillis * 2);
    }
  }

  public void stop() {
    isStopped = true;
    WebSocket socket = open;
    if (socket != null) {
      var _ = socket.close();
    }
    var _ = client.close();
  }
}
