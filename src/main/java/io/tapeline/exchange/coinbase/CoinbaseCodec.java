package io.tapeline.exchange.coinbase;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.Rfc3339;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Market;
import org.jspecify.annotations.Nullable;

/**
 * Frames of Coinbase's Advanced Trade sockets (docs: "Advanced Trade WebSocket Channels").
 *
 * <p>Used: {@code market_trades}, {@code ticker}, {@code ticker_batch} (where it carries best bid
 * and ask, which it need not). Ignored on purpose: {@code l2_data} (the ticker carries best bid and
 * ask with their quantities), {@code candles}, {@code status}, {@code user}, {@code
 * futures_balance_summary}, and what is only of products that are no markets of ours. Control:
 * {@code subscriptions}, {@code heartbeats}, errors.
 *
 * <p>Messages of a connection are numbered by {@code sequence_num}; each jump is reported once.
 */
final class CoinbaseCodec implements VenueCodec {

  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] TIMESTAMP = ascii("timestamp");
  private static final byte[] SEQUENCE = ascii("sequence_num");
  private static final byte[] EVENTS = ascii("events");
  private static final byte[] TYPE = ascii("type");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] MESSAGE = ascii("message");
  private static final byte[] SNAPSHOT = ascii("snapshot");
  private static final byte[] TRADES = ascii("trades");
  private static final byte[] TICKERS = ascii("tickers");

  private static final Decoded REFUSED = new Decoded.Control("error");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final long ABSENT = -1;

  private final CoinbaseTrades trades;
  private final CoinbaseTickers tickers;
  private long nextSequence = ABSENT;

  // what the fields of the frame at hand say, in whatever order they come
  private @Nullable Channel channel;
  private long time;
  private long sequence;
  private long events;
  private boolean error;
  private String message = "";
  private boolean unmapped;

  CoinbaseCodec(SymbolTable<Market> markets) {
    this.trades = new CoinbaseTrades(markets);
    this.tickers = new CoinbaseTickers(markets);
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    clear();
    frame.enterObject();
    while (frame.nextField()) {
      field(frame, receivedTimeNanos, out);
    }
    frame.end();
    if (error) {
      out.notice(new Notice.Refused("subscription", message));
      return REFUSED;
    }
    Channel told = channel;
    if (told == null) {
      throw frame.wrong("no channel");
    }
    if (events != ABSENT && told.kind() != Channel.Kind.OTHER) {
      frame.moveTo(events);
      events(frame, told.kind(), receivedTimeNanos, out);
    }
    follow(out);
    return unmapped && out.trades().isEmpty() && out.quotes().isEmpty() ? UNMAPPED : told.decoded();
  }

  private void clear() {
    channel = null;
    time = ABSENT;
    sequence = ABSENT;
    events = ABSENT;
    error = false;
    message = "";
    unmapped = false;
  }

  private void field(JsonCursor frame, long received, FrameEvents out) {
    if (frame.nameIs(CHANNEL)) {
      channel = Channel.read(frame);
    } else if (frame.nameIs(TIMESTAMP)) {
      time = time(frame);
    } else if (frame.nameIs(SEQUENCE)) {
      sequence = frame.number();
    } else if (frame.nameIs(EVENTS)) {
      eventsOrLater(frame, received, out);
    } else if (frame.nameIs(TYPE) && frame.atString()) {
      frame.string();
      error = frame.valueIs(ERROR);
    } else if (frame.nameIs(MESSAGE) && frame.atString()) {
      frame.string();
      message = frame.text();
    } else {
      frame.skip();
    }
  }

  /** Channel and time come first; where they don't, the events wait until the frame is read. */
  private void eventsOrLater(JsonCursor frame, long received, FrameEvents out) {
    Channel known = channel;
    if (known != null && known.kind() != Channel.Kind.OTHER && time != ABSENT) {
      events(frame, known.kind(), received, out);
    } else {
      events = frame.mark();
      frame.skip();
    }
  }

  private void events(JsonCursor frame, Channel.Kind kind, long received, FrameEvents out) {
    frame.enterArray();
    while (frame.nextElement()) {
      frame.enterObject();
      while (frame.nextField()) {
        if (kind == Channel.Kind.TRADES && frame.nameIs(TRADES)) {
          unmapped |= trades.read(frame, received, out);
        } else if (kind == Channel.Kind.TICKER && frame.nameIs(TICKERS)) {
          unmapped |= tickers.read(frame, time == ABSENT ? received : time, received, out);
        } else if (kind == Channel.Kind.TRADES && frame.nameIs(TYPE)) {
          frame.string();
          if (frame.valueIs(SNAPSHOT)) {
            out.tradesAreSnapshot();
          }
        } else {
          frame.skip();
        }
      }
    }
  }

  private void follow(FrameEvents out) {
    if (sequence == ABSENT) {
      return;
    }
    if (nextSequence != ABSENT && sequence > nextSequence) {
      out.notice(new Notice.MessagesLost(nextSequence, sequence));
    }
    nextSequence = sequence + 1;
  }

  static long time(JsonCursor frame) {
    frame.string();
    return Rfc3339.nanos(frame.bytes(), frame.valueStart(), frame.valueEnd());
  }
}
