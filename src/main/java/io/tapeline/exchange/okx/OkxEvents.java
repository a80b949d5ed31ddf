package io.tapeline.exchange.okx;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import java.util.Map;

/** Frames that speak of the connection itself; rare, so they may allocate. */
final class OkxEvents {

  private static final byte[] EVENT = ascii("event");
  private static final byte[] ARG = ascii("arg");
  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] SYMBOL = ascii("instId");
  private static final byte[] MESSAGE = ascii("msg");

  private static final Decoded SUBSCRIBE = new Decoded.Control("subscribe");
  private static final Decoded ERROR = new Decoded.Control("error");
  private static final Decoded NOTICE = new Decoded.Control("notice");
  private static final Decoded TOO_MANY = new Decoded.Control("channel-conn-count-error");
  private static final Decoded UNKNOWN = new Decoded.Unknown("event");
  private static final SymbolTable<Decoded> KNOWN =
      new SymbolTable<>(
          Map.of(
              "subscribe", SUBSCRIBE,
              "unsubscribe", new Decoded.Control("unsubscribe"),
              "error", ERROR,
              "notice", NOTICE,
              "login", new Decoded.Control("login"),
              "channel-conn-count", new Decoded.Control("channel-conn-count"),
              "channel-conn-count-error", TOO_MANY));

  /** Reads a frame that has an {@code event}, from its beginning; it is known to be JSON. */
  Decoded read(JsonCursor frame, FrameEvents out) {
    Decoded event = UNKNOWN;
    String what = "subscription";
    String message = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(EVENT)) {
        frame.string();
        Decoded known = frame.lookUp(KNOWN);
        event = known == null ? UNKNOWN : known;
      } else if (frame.nameIs(ARG) && frame.atObject()) {
        what = argument(frame);
      } else if (frame.nameIs(MESSAGE) && frame.atString()) {
        frame.string();
        message = frame.text();
      } else {
        frame.skip();
      }
    }
    notice(event, what, message, out);
    return event;
  }

  /** A notice (code 64008) announces that the connection will soon be closed for an upgrade. */
  private static void notice(Decoded event, String what, String message, FrameEvents out) {
    if (event == SUBSCRIBE) {
      out.notice(new Notice.Subscribed(what));
    } else if (event == ERROR || event == TOO_MANY) {
      out.notice(new Notice.Refused(what, message));
    } else if (event == NOTICE) {
      out.notice(new Notice.ReconnectAsked(message));
    }
  }

  private static String argument(JsonCursor frame) {
    String channel = "";
    String symbol = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(CHANNEL)) {
        frame.string();
        channel = frame.text();
      } else if (frame.nameIs(SYMBOL)) {
        frame.string();
        symbol = frame.text();
      } else {
        frame.skip();
      }
    }
    return symbol.isEmpty() ? channel : channel + " " + symbol;
  }
}
