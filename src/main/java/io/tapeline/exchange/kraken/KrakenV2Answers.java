package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import java.util.Map;

/**
 * What the v2 socket answers to our methods: {@code subscribe}, {@code unsubscribe}, {@code ping};
 * an answer without a method is an error that the venue could not attribute. Rare.
 */
final class KrakenV2Answers {

  private static final byte[] METHOD = ascii("method");
  private static final byte[] SUCCESS = ascii("success");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] RESULT = ascii("result");
  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] SYMBOL = ascii("symbol");

  private static final Decoded SUBSCRIBE = new Decoded.Control("subscribe");
  private static final Decoded FAILURE = new Decoded.Control("error");
  private static final Decoded UNKNOWN = new Decoded.Unknown("method");
  private static final SymbolTable<Decoded> METHODS =
      new SymbolTable<>(
          Map.of(
              "subscribe", SUBSCRIBE,
              "unsubscribe", new Decoded.Control("unsubscribe"),
              "ping", new Decoded.Control("ping"),
              "pong", new Decoded.Control("pong")));

  private KrakenV2Answers() {}

  static Decoded decode(JsonCursor frame, FrameEvents out) {
    Decoded method = FAILURE;
    boolean success = true;
    String error = "";
    String what = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(METHOD)) {
        frame.string();
        Decoded known = frame.lookUp(METHODS);
        method = known == null ? UNKNOWN : known;
      } else if (frame.nameIs(SUCCESS)) {
        success = frame.bool();
      } else if (frame.nameIs(ERROR)) {
        success = false;
        error = text(frame);
      } else if (frame.nameIs(SYMBOL)) {
        what = text(frame);
      } else if (frame.nameIs(RESULT) && frame.atObject()) {
        what = result(frame);
      } else {
        frame.skip();
      }
    }
    frame.end();
    if (!success) {
      out.notice(new Notice.Refused((method.type() + " " + what).strip(), error));
    } else if (method == SUBSCRIBE) {
      out.notice(new Notice.Subscribed(what));
    }
    return method;
  }

  private static String result(JsonCursor frame) {
    String channel = "";
    String symbol = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(CHANNEL)) {
        channel = text(frame);
      } else if (frame.nameIs(SYMBOL)) {
        symbol = text(frame);
      } else {
        frame.skip();
      }
    }
    return (channel + " " + symbol).strip();
  }

  private static String text(JsonCursor frame) {
    if (!frame.atString()) {
      frame.skip();
      return "";
    }
    frame.string();
    return frame.text();
  }
}
