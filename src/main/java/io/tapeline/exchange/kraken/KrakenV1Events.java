package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Frames of the v1 socket that speak of the connection: {@code {"event": …}}. Rare. */
final class KrakenV1Events {

  private static final byte[] EVENT = ascii("event");
  private static final byte[] STATUS = ascii("status");
  private static final byte[] CHANNEL_NAME = ascii("channelName");
  private static final byte[] PAIR = ascii("pair");
  private static final byte[] ERROR_MESSAGE = ascii("errorMessage");

  private static final Decoded SUBSCRIPTION = new Decoded.Control("subscriptionStatus");
  private static final Decoded ERROR = new Decoded.Control("error");
  private static final Decoded UNKNOWN = new Decoded.Unknown("event");
  private static final SymbolTable<Decoded> EVENTS =
      new SymbolTable<>(
          List.of(
                  SUBSCRIPTION,
                  ERROR,
                  new Decoded.Control("systemStatus"),
                  new Decoded.Control("heartbeat"),
                  new Decoded.Control("ping"),
                  new Decoded.Control("pong"))
              .stream()
              .collect(Collectors.toMap(Decoded::type, Function.identity())));

  private KrakenV1Events() {}

  static Decoded decode(JsonCursor frame, FrameEvents out) {
    Decoded event = null;
    String status = "";
    String channel = "";
    String pair = "";
    String message = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(EVENT)) {
        frame.string();
        Decoded known = frame.lookUp(EVENTS);
        event = known == null ? UNKNOWN : known;
      } else if (frame.nameIs(STATUS)) {
        status = text(frame);
      } else if (frame.nameIs(CHANNEL_NAME)) {
        channel = text(frame);
      } else if (frame.nameIs(PAIR)) {
        pair = text(frame);
      } else if (frame.nameIs(ERROR_MESSAGE)) {
        message = text(frame);
      } else {
        frame.skip();
      }
    }
    frame.end();
    if (event == null) {
      throw frame.wrong("object without event");
    }
    Notice notice = notice(event, status, (channel + " " + pair).strip(), message);
    if (notice != null) {
      out.notice(notice);
    }
    return event;
  }

  /** A text; nothing where a client's odd request made the venue echo something else. */
  private static String text(JsonCursor frame) {
    if (!frame.atString()) {
      frame.skip();
      return "";
    }
    frame.string();
    return frame.text();
  }

  private static @Nullable Notice notice(
      Decoded event, String status, String what, String message) {
    if (event == ERROR) {
      return new Notice.Refused("request", message);
    }
    if (event != SUBSCRIPTION) {
      return null;
    }
    return switch (status) {
      case "subscribed" -> new Notice.Subscribed(what);
      case "error" -> new Notice.Refused(what.isEmpty() ? "subscription" : what, message);
      default -> null;
    };
  }
}
