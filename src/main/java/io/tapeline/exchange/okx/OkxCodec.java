package io.tapeline.exchange.okx;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import org.jspecify.annotations.Nullable;

/**
 * Frames of OKX's v5 sockets, public and business (docs: "WebSocket API").
 *
 * <p>Used: {@code trades}, {@code trades-all}; for the best bid and ask {@code bbo-tbt}, {@code
 * tickers}, {@code books-l2-tbt}, {@code books50-l2-tbt}, {@code books5}, {@code books}: the
 * highest in this order that has spoken for a market on this connection is used, the others are
 * ignored as outranked.
 *
 * <p>Control: the words {@code pong} and {@code ping}, the events {@code subscribe}, {@code
 * unsubscribe}, {@code error}, {@code notice}, {@code login}, {@code channel-conn-count} and {@code
 * channel-conn-count-error}.
 *
 * <p>Ignored on purpose: frames of markets that the instrument list does not map (options, dated
 * futures, inverse swaps); candles of every interval (of trades, index, mark price, spreads);
 * everything that {@link Channel} lists by name: funding, open interest, mark and index prices,
 * liquidations, price limits, status, instruments, option summaries and trades, estimated prices,
 * block trades, spreads, warnings, the calendar, private channels; answers to operations ({@code
 * op}).
 */
final class OkxCodec implements VenueCodec {

  private static final byte[] ARG = ascii("arg");
  private static final byte[] DATA = ascii("data");
  private static final byte[] ACTION = ascii("action");
  private static final byte[] SNAPSHOT = ascii("snapshot");
  private static final byte[] EVENT = ascii("event");
  private static final byte[] OPERATION = ascii("op");
  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] SYMBOL = ascii("instId");

  private static final Decoded PONG = new Decoded.Control("pong");
  private static final Decoded PING = new Decoded.Control("ping");
  private static final Decoded OPERATION_ANSWER = new Decoded.Ignored("op");
  private static final long NONE = -1;

  private final SymbolTable<OkxMarket> markets;
  private final OkxEvents events = new OkxEvents();
  private long startNanos = NONE;

  // of the frame at hand
  private @Nullable Channel channel;
  private @Nullable OkxMarket market;
  private long data;
  private boolean snapshot;
  private boolean event;
  private boolean operation;
  private boolean done;

  OkxCodec(SymbolTable<OkxMarket> markets) {
    this.markets = markets;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    if (frame.tryWord("pong")) {
      return PONG;
    }
    if (frame.tryWord("ping")) {
      return PING;
    }
    if (startNanos == NONE) {
      startNanos = receivedTimeNanos;
    }
    forgetLastFrame();
    long start = frame.mark();
    frame.enterObject();
    while (frame.nextField()) {
      field(frame, receivedTimeNanos, out);
    }
    frame.end();
    if (event) {
      frame.moveTo(start);
      return events.read(frame, out);
    }
    if (channel == null) {
      if (operation) {
        return OPERATION_ANSWER;
      }
      throw frame.wrong("neither event nor channel");
    }
    return finish(frame, channel, receivedTimeNanos, out);
  }

  private void forgetLastFrame() {
    channel = null;
    market = null;
    data = NONE;
    snapshot = false;
    event = false;
    operation = false;
    done = false;
  }

  private void field(JsonCursor frame, long received, FrameEvents out) {
    if (frame.nameIs(ARG)) {
      argument(frame);
    } else if (frame.nameIs(DATA)) {
      data(frame, received, out);
    } else if (frame.nameIs(ACTION)) {
      frame.string();
      snapshot = frame.valueIs(SNAPSHOT);
    } else {
      event |= frame.nameIs(EVENT);
      operation |= frame.nameIs(OPERATION);
      frame.skip();
    }
  }

  private void argument(JsonCursor frame) {
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(CHANNEL)) {
        frame.string();
        channel = Channel.of(frame);
      } else if (frame.nameIs(SYMBOL)) {
        frame.string();
        market = frame.lookUp(markets);
      } else {
        frame.skip();
      }
    }
  }

  /** Reads the data at once where it can; a book is only changed by a frame that is well-formed. */
  private void data(JsonCursor frame, long received, FrameEvents out) {
    if (data != NONE) {
      throw frame.wrong("data twice");
    }
    data = frame.mark();
    if (channel == null || market == null) {
      frame.skip();
      return;
    }
    switch (channel.kind()) {
      case TRADES, TICKER -> read(frame, channel, market, received, out);
      case TOP, BOOK, OTHER -> frame.skip();
    }
  }

  private Decoded finish(JsonCursor frame, Channel told, long received, FrameEvents out) {
    if (told.kind() == Channel.Kind.OTHER) {
      return told.decoded();
    }
    if (data == NONE) {
      throw frame.wrong("no data");
    }
    if (market == null) {
      return told.unmapped();
    }
    if (!done) {
      frame.moveTo(data);
      read(frame, told, market, received, out);
    }
    return told.rank() == 0 || market.listensTo(told) ? told.decoded() : told.outranked();
  }

  private void read(
      JsonCursor frame, Channel told, OkxMarket where, long received, FrameEvents out) {
    done = true;
    if (told.kind() == Channel.Kind.TRADES) {
      OkxTrades.read(frame, where, startNanos, received, out);
    } else if (where.listensTo(told)) {
      OkxQuotes.read(frame, told.kind(), where, snapshot, received, out);
    } else {
      frame.skip();
    }
  }
}
