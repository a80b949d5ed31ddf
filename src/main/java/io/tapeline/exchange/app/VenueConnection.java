package io.tapeline.exchange.app;

import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.app.ConnectionState.Phase;
import io.tapeline.tape.app.Lane;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One socket to a venue, kept open: connects, subscribes, watches for silence, reads frames into
 * its lane, connects again with jittered backoff. Everything runs on one Vert.x context.
 */
final class VenueConnection {

  private static final Logger LOG = Logger.getLogger(VenueConnection.class);
  private static final String HEADER = "Tapeline-Connection";
  private static final long WATCH_MILLIS = 1_000;

  /** What a connection can't decide alone. */
  interface Owner {
    void opened(VenueConnection connection, boolean again, long lostSinceNanos);

    /** The venue said something about the connection that costs us trades. */
    void messagesLost(VenueConnection connection);

    void ended(VenueConnection connection);
  }

  private final ConnectionPlan plan;
  private final Vertx vertx;
  private final Context context;
  private final WebSocketClient client;
  private final Endpoints endpoints;
  private final FeedConfig config;
  private final LongSupplier clockNanos;
  private final FeedTap tap;
  private final Supplier<FrameIntake> intakes;
  private final Lane lane;
  private final Owner owner;
  private final boolean recordedTime;
  private final FrameAssembly assembly;

  private @Nullable WebSocket socket;
  private FrameIntake intake;
  private long stampNanos;
  private long shiftNanos;
  private long lostSinceNanos;
  private int failures;
  private volatile Phase phase = Phase.CONNECTING;
  private volatile long lastMessageNanos;
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();
  private volatile @Nullable String problem;
  private boolean stopped;
  private boolean openedBefore;

  VenueConnection(
      ConnectionPlan plan, VenueLink link, Supplier<FrameIntake> intakes, Lane lane, Owner owner) {
    this.plan = plan;
    this.vertx = link.vertx();
    this.context = link.context();
    this.client = link.sockets();
    this.endpoints = link.endpoints();
    this.config = link.config();
    this.assembly = new FrameAssembly(config.maxFrameBytes());
    this.clockNanos = link.clockNanos();
    this.tap = link.tap();
    this.recordedTime = link.recordedTime();
    this.intakes = intakes;
    this.intake = intakes.get();
    this.lane = lane;
    this.owner = owner;
  }

  ConnectionPlan plan() {
    return plan;
  }

  ConnectionState state() {
    return new ConnectionState(
        plan.venue(),
        plan.name(),
        phase,
        lastMessageNanos,
        messages.get(),
        reconnects.get(),
        plan.markets().size(),
        problem);
  }

  void start() {
    context.runOnContext(_ -> connect());
  }

  /** Closes for good. */
  void stop() {
    context.runOnContext(
        _ -> {
          stopped = true;
          WebSocket open = socket;
          if (open != null) {
            open.close();
          }
        });
  }

  /** Closes the socket; it is opened again after the usual wait. */
  void reconnect(String reason) {
    LOG.infof("%s: connecting again: %s", plan.name(), reason);
    WebSocket open = socket;
    if (open != null) {
      problem = reason;
      open.close();
    }
  }

  // ---------------------------------------------------------------- opening

  private void connect() {
    if (stopped) {
      return;
    }
    phase = Phase.CONNECTING;
    intake = intakes.get();
    client
        .connect(options())
        .onSuccess(this::opened)
        .onFailure(failure -> retry(Failures.inWords(failure)));
  }

  private WebSocketConnectOptions options() {
    URI address = endpoints.serving(plan.address());
    boolean secure = "wss".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
    String path =
        address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery();
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    options
        .setHost(address.getHost())
        .setPort(port)
        .setSsl(secure)
        .setURI(query == null ? path : path + "?" + query)
        .setTimeout(config.connectTimeout().toMillis());
    if (endpoints instanceof Endpoints.Local) {
      options.putHeader(HEADER, plan.name());
    }
    return options;
  }

  private void opened(WebSocket open) {
    socket = open;
    open.frameHandler(frame -> frame(open, frame));
    open.closeHandler(_ -> closed(open));
    open.exceptionHandler(failure -> problem = Failures.inWords(failure));
    phase = Phase.OPEN;
    problem = null;
    lastMessageNanos = recordedTime ? lastMessageNanos : clockNanos.getAsLong();
    tap.opened(plan.venue(), plan.name(), clockNanos.getAsLong(), plan.address());
    if (openedBefore) {
      reconnects.incrementAndGet();
    }
    owner.opened(this, openedBefore, lostSinceNanos);
    openedBefore = true;
    subscribe(open, new ArrayDeque<>(plan.subscribe()));
    if (!recordedTime) {
      watchSilence(open);
    }
    keepAlive(open);
  }

  private void subscribe(WebSocket open, Deque<String> messages) {
    String message = messages.poll();
    if (message == null || open.isClosed()) {
      return;
    }
    send(open, message);
    long pause = Math.max(1, plan.pause().toMillis());
    if (plan.pause().isZero()) {
      subscribe(open, messages);
    } else {
      vertx.setTimer(pause, _ -> subscribe(open, messages));
    }
  }

  private void send(WebSocket open, String text) {
    tap.sent(plan.venue(), plan.name(), clockNanos.getAsLong(), text);
    open.writeTextMessage(text);
  }

  private void keepAlive(WebSocket open) {
    ConnectionPlan.Keepalive keepalive = plan.keepalive();
    if (keepalive == null) {
      return;
    }
    vertx.setPeriodic(
        keepalive.every().toMillis(),
        timer -> {
          if (open.isClosed()) {
            vertx.cancelTimer(timer);
          } else {
            send(open, keepalive.text());
          }
        });
  }

  private void watchSilence(WebSocket open) {
    vertx.setPeriodic(
        WATCH_MILLIS,
        timer -> {
          if (open.isClosed()) {
            vertx.cancelTimer(timer);
            return;
          }
          Duration silent = Duration.ofNanos(clockNanos.getAsLong() - lastMessageNanos);
          if (silent.compareTo(plan.silenceLimit()) > 0) {
            vertx.cancelTimer(timer);
            reconnect("silent for " + silent.toSeconds() + " s");
          }
        });
  }

  // ---------------------------------------------------------------- reading

  private void frame(WebSocket open, WebSocketFrame frame) {
    if (frame.isBinary() && recordedTime && FrameClock.isStamp(frame.binaryData())) {
      stamp(FrameClock.decode(frame.binaryData()));
      return;
    }
    if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
      return;
    }
    if (!assembly.add(frame)) {
      return;
    }
    long now = recordedTime ? stampNanos : clockNanos.getAsLong();
    lastMessageNanos = now;
    messages.incrementAndGet();
    failures = 0;
    if (!assembly.isTooLarge()) {
      tap.received(plan.venue(), plan.name(), now, assembly.bytes(), assembly.length());
    }
    for (Notice notice : intake.frame(assembly.bytes(), assembly.length(), now, shiftNanos)) {
      heed(open, notice);
    }
    if (lane.isCrowded()) {
      open.pause();
      lane.whenRoomy(() -> context.runOnContext(_ -> open.resume()));
    }
  }

  private void stamp(FrameClock stamp) {
    stampNanos = stamp.timeNanos();
    shiftNanos = stamp.shiftNanos();
    lane.watermark(stampNanos);
  }

  private void heed(WebSocket open, Notice notice) {
    switch (notice) {
      case Notice.Subscribed _ -> {}
      case Notice.Refused(String what, String reason) ->
          LOG.warnf("%s: the venue refuses %s: %s", plan.name(), what, reason);
      case Notice.MessagesLost _ -> owner.messagesLost(this);
      case Notice.BookBroken(var market, String reason) ->
          reconnectLive("order book lost, " + market.id() + ": " + reason);
      case Notice.ReconnectAsked(String reason) -> reconnectLive(reason);
      case Notice.Answer(String text) -> send(open, text);
    }
  }

  /** A recording can't be asked again: what the venue said then changes nothing now. */
  private void reconnectLive(String reason) {
    if (!recordedTime) {
      reconnect(reason);
    }
  }

  // ---------------------------------------------------------------- closing

  private void closed(WebSocket open) {
    if (!open.equals(socket)) {
      return;
    }
    socket = null;
    lostSinceNanos = recordedTime ? stampNanos : clockNanos.getAsLong();
    intake.lost(lostSinceNanos);
    if (recordedTime || stopped) {
      phase = Phase.ENDED;
      lane.close();
      owner.ended(this);
      return;
    }
    Short code = open.closeStatusCode();
    retry(problem != null ? problem : "closed by the venue" + (code == null ? "" : ", " + code));
  }

  private void retry(String reason) {
    problem = reason;
    phase = Phase.WAITING;
    if (stopped) {
      return;
    }
    long base = config.minBackoff().toMillis() << Math.min(failures, 16);
    long wait = Math.min(base, config.maxBackoff().toMillis());
    long jittered = wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1);
    failures++;
    LOG.warnf("%s: %s; again in %d ms", plan.name(), reason, jittered);
    vertx.setTimer(Math.max(1, jittered), _ -> connect());
  }
}
