package io.tapeline.exchange.bitstamp;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import java.util.Map;

/** Frames that speak of the connection itself; rare, so they may allocate. */
final class BitstampEvents {

  static final byte[] PREFIX = ascii("bts:");

  private static final byte[] EVENT = ascii("event");
  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] DATA = ascii("data");
  private static final byte[] MESSAGE = ascii("message");

  private static final Decoded SUBSCRIBED = new Decoded.Control("bts:subscription_succeeded");
  private static final Decoded RECONNECT = new Decoded.Control("bts:request_reconnect");
  private static final Decoded ERROR = new Decoded.Control("bts:error");
  private static final Decoded REFUSED = new Decoded.Control("bts:subscription_failed");
  private static final Decoded UNKNOWN = new Decoded.Unknown("event");
  private static final SymbolTable<Decoded> KNOWN =
      new SymbolTable<>(
          Map.of(
              "bts:subscription_succeeded", SUBSCRIBED,
              "bts:request_reconnect", RECONNECT,
              "bts:error", ERROR,
              "bts:subscription_failed", REFUSED,
              "bts:unsubscription_succeeded", new Decoded.Control("bts:unsubscription_succeeded"),
              "bts:connection_established", new Decoded.Control("bts:connection_established"),
              "bts:heartbeat", new Decoded.Control("bts:heartbeat")));

  /** Reads a frame whose event begins with {@code bts:}, from its beginning; it is JSON. */
  Decoded read(JsonCursor frame, FrameEvents out) {
    Decoded event = UNKNOWN;
    String channel = "";
    String message = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(EVENT)) {
        frame.string();
        Decoded known = frame.lookUp(KNOWN);
        event = known == null ? UNKNOWN : known;
      } else if (frame.nameIs(CHANNEL) && frame.atString()) {
        frame.string();
        channel = frame.text();
      } else if (frame.nameIs(DATA) && frame.atObject()) {
        message = message(frame);
      } else {
        frame.skip();
      }
    }
    notice(event, channel, message, out);
    return event;
  }

  private static String message(JsonCursor frame) {
    String message = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(MESSAGE) && frame.atString()) {
        frame.string();
        message = frame.text();
      } else {
        frame.skip();
      }
    }
    return message;
  }

  private static void notice(Decoded event, String channel, String message, FrameEvents out) {
    if (event == SUBSCRIBED) {
      out.notice(new Notice.Subscribed(channel));
    } else if (event == ERROR || event == REFUSED) {
      out.notice(new Notice.Refused(channel.isEmpty() ? "subscription" : channel, message));
    } else if (event == RECONNECT) {
      out.notice(new Notice.ReconnectAsked("bts:request_reconnect"));
    }
  }
}
