package io.tapeline.exchange.app;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import io.tapeline.ops.FeedMeters;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.app.Lane;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * From one connection's frames to its lane: decoded, counted, sampled to the log if not understood.
 */
final class FrameIntake {

  private static final Logger LOG = Logger.getLogger(FrameIntake.class);
  private static final long ALIVE_NANOS = 500_000_000;
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int SAMPLE_BYTES = 300;

  private final String venue;
  private final String connection;
  private final Set<Market> watched;
  private final FrameDecoder decoder;
  private final Lane lane;
  private final FeedMeters meters;
  private final int samplesPerMinute;
  private boolean watching;
  private long aliveNanos;
  private long sampleMinute;
  private int samples;

  FrameIntake(
      String venue,
      String connection,
      Set<Market> watched,
      VenueCodec codec,
      Lane lane,
      FeedMeters meters,
      FeedConfig config) {
    this.venue = venue;
    this.connection = connection;
    this.watched = watched;
    this.decoder = new FrameDecoder(codec, config.maxFrameBytes());
    this.lane = lane;
    this.meters = meters;
    this.samplesPerMinute = config.samplesPerMinute();
  }

  /**
   * Takes one frame.
   *
   * @param timeNanos when it was read, as the tape counts
   * @param shiftNanos what the tape adds to the recorded times, 0 in a live feed
   * @return what the frame says about the connection itself
   */
  List<Notice> frame(byte[] bytes, int length, long timeNanos, long shiftNanos) {
    Decoded decoded = decoder.decode(bytes, 0, length, timeNanos - shiftNanos);
    count(decoded, bytes, length, timeNanos);
    signsOfLife(timeNanos);
    FrameEvents events = decoder.events();
    Origin origin = events.isSnapshot() ? Origin.SNAPSHOT : Origin.LIVE;
    for (Trade trade : events.trades()) {
      lane.append(new TapeEvent.Traded(shifted(trade, shiftNanos), origin));
    }
    for (Quote quote : events.quotes()) {
      lane.append(new TapeEvent.Quoted(shifted(quote, shiftNanos)));
    }
    return events.notices();
  }

  /** The connection is gone; its markets are no longer watched. */
  void lost(long timeNanos) {
    if (watching) {
      lane.append(new TapeEvent.Lost(watched, connection, timeNanos));
      watching = false;
    }
  }

  private void signsOfLife(long timeNanos) {
    if (!watching) {
      watching = true;
      aliveNanos = timeNanos;
      lane.append(new TapeEvent.Watching(watched, connection, timeNanos));
    } else if (timeNanos - aliveNanos >= ALIVE_NANOS) {
      aliveNanos = timeNanos;
      lane.append(new TapeEvent.Alive(connection, timeNanos));
    }
  }

  private void count(Decoded decoded, byte[] bytes, int length, long timeNanos) {
    meters.messages(venue).increment();
    switch (decoded) {
      case Decoded.Used(String type) -> meters.frames(venue, type, "used").increment();
      case Decoded.Control(String type) -> meters.frames(venue, type, "control").increment();
      case Decoded.Ignored(String type) -> meters.frames(venue, type, "ignored").increment();
      case Decoded.Unknown(String type) -> {
        meters.unknown(venue).increment();
        sample("unknown type " + type, bytes, length, timeNanos);
      }
      case Decoded.Failed(String type, String reason) -> {
        meters.failures(venue).increment();
        sample(type + ": " + reason, bytes, length, timeNanos);
      }
    }
  }

  private void sample(String what, byte[] bytes, int length, long timeNanos) {
    long minute = timeNanos / MINUTE_NANOS;
    if (minute != sampleMinute) {
      sampleMinute = minute;
      samples = 0;
    }
    if (samples++ < samplesPerMinute) {
      String start =
          new String(
                  bytes,
                  0,
                  Math.min(Math.min(length, bytes.length), SAMPLE_BYTES),
                  StandardCharsets.UTF_8)
              .replaceAll("\\p{Cntrl}", "?");
      LOG.warnf("%s: frame not understood, %s: %s", connection, what, start);
    }
  }

  private static Trade shifted(Trade trade, long shift) {
    return shift == 0
        ? trade
        : new Trade(
            trade.market(),
            trade.id(),
            trade.price(),
            trade.quantity(),
            trade.side(),
            trade.eventTimeNanos() + shift,
            trade.receivedTimeNanos() + shift,
            trade.matches());
  }

  private static Quote shifted(Quote quote, long shift) {
    return shift == 0
        ? quote
        : new Quote(
            quote.market(),
            quote.bid(),
            quote.bidQuantity(),
            quote.ask(),
            quote.askQuantity(),
            quote.eventTimeNanos() + shift,
            quote.receivedTimeNanos() + shift);
  }
}
