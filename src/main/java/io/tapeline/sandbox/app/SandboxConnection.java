package io.tapeline.sandbox.app;

import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.MarketEvent;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.fault.FaultKind;
import io.tapeline.sandbox.fault.Mangler;
import io.tapeline.sandbox.price.Hash;
import io.tapeline.sandbox.wire.VenueSession;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket at one venue. Every few milliseconds it tells all that has happened on the
 * subscribed markets since, in the order of time; a reader that is slow holds it back, and one that
 * is too slow is cut off, as venues do. Lives on one event loop.
 */
final class SandboxConnection {

  private static final long BEAT_NANOS = Duration.ofSeconds(1).toNanos();

  /** How much is told in one go, so that a connection that fell behind lets others in between. */
  private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();

  private static final short GOING_AWAY = 1001;
  private static final short POLICY = 1008;

  private final ServerWebSocket socket;
  private final Venue venue;
  private final VenueSession session;
  private final FaultBoard faults;
  private final long slowLimitNanos;
  private final LongAdder sent;
  private final List<MarketEvent> due = new ArrayList<>();
  private long toldNanos;
  private long beatenNanos;

  SandboxConnection(
      ServerWebSocket socket,
      Venue venue,
      VenueSession session,
      FaultBoard faults,
      Duration slowLimit,
      LongAdder sent) {
    this.socket = socket;
    this.venue = venue;
    this.session = session;
    this.faults = faults;
    this.slowLimitNanos = slowLimit.toNanos();
    this.sent = sent;
  }

  void open(long nowNanos) {
    toldNanos = nowNanos;
    beatenNanos = nowNanos;
    socket.textMessageHandler(this::hear);
    session.greeting(nowNanos).forEach(frame -> answer(frame, nowNanos));
  }

  private void hear(String text) {
    try {
      session.hear(text, toldNanos).forEach(frame -> answer(frame, toldNanos));
    } catch (RuntimeException _) {
      answer(session.misunderstood(text), toldNanos);
    }
  }

  /** What is no market event: neither lost, doubled nor broken, but silenced with the rest. */
  private void answer(String frame, long timeNanos) {
    if (!faults.hits(FaultKind.SILENT, venue, timeNanos)) {
      write(frame);
    }
  }

  /** Tells what has happened by now. */
  void pump(long nowNanos) {
    if (socket.isClosed()) {
      return;
    }
    if (faults.hits(FaultKind.DISCONNECT, venue, nowNanos)) {
      socket.close(GOING_AWAY, "sandbox fault: disconnect");
    } else if (!socket.writeQueueFull()) {
      beat(nowNanos);
      tell(Math.min(nowNanos, toldNanos + STEP_NANOS));
    } else if (nowNanos - toldNanos > slowLimitNanos) {
      socket.close(POLICY, "slow reader");
    }
  }

  private void beat(long nowNanos) {
    if (nowNanos - beatenNanos >= BEAT_NANOS) {
      beatenNanos += (nowNanos - beatenNanos) / BEAT_NANOS * BEAT_NANOS;
      session.beat(nowNanos, frame -> answer(frame, nowNanos));
    }
  }

  private void tell(long untilNanos) {
    for (SimulatedMarket market : session.watched()) {
      market.events(toldNanos, untilNanos, due::add);
    }
    // Stable: quotes and trades of a moment stay in each market's own order.
    due.sort(Comparator.comparingLong(MarketEvent::timeNanos));
    due.forEach(event -> session.tell(event, frame -> send(frame, event)));
    due.clear();
    toldNanos = Math.max(toldNanos, untilNanos);
  }

  private void send(String frame, MarketEvent event) {
    Market market = event.market().market();
    long time = event.timeNanos();
    if (faults.hits(FaultKind.SILENT, venue, time) || faults.hits(FaultKind.GAP, market, time)) {
      return;
    }
    if (faults.hits(FaultKind.MALFORMED, market, time)) {
      writeRaw(Mangler.mangle(frame, Hash.of(frame.hashCode(), time)));
    }
    write(frame);
    if (faults.hits(FaultKind.DUPLICATE, market, time)) {
      write(frame);
    }
  }

  private void write(String frame) {
    sent.increment();
    socket.writeTextMessage(frame);
  }

  /** Text must be UTF-8, or clients would hang up; other bytes go as a binary frame. */
  private void writeRaw(byte[] frame) {
    String text = text(frame);
    sent.increment();
    if (text == null) {
      socket.writeBinaryMessage(Buffer.buffer(frame));
    } else {
      socket.writeTextMessage(text);
    }
  }

  private static @Nullable String text(byte[] frame) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }
}
