package io.tapeline.exchange.bybit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import java.net.URI;
import java.util.Set;

/** A connection to Bybit's spot or linear socket; btc-usdt and its perpetual are listed. */
final class BybitFixture {

  /** 2026-01-02T03:04:05.678Z. */
  static final long EVENT_NANOS = 1_767_323_045_678_000_000L;

  static final long RECEIVED = EVENT_NANOS + 20_000_000;

  private final FrameDecoder decoder;

  BybitFixture(String category) {
    BybitProtocol protocol = new BybitProtocol();
    VenueCodec codec =
        protocol.codec(
            URI.create("wss://stream.bybit.com/v5/public/" + category),
            protocol.builtInMarkets(
                Set.of(Instrument.parse("btc-usdt"), Instrument.parse("btc-usdt-perp"))));
    decoder = new FrameDecoder(codec, 1 << 20);
  }

  /** Decodes a frame that is written with single quotes. */
  Decoded decode(String frame) {
    byte[] bytes = frame.replace('\'', '"').getBytes(UTF_8);
    return decoder.decode(bytes, 0, bytes.length, RECEIVED);
  }

  FrameEvents events() {
    return decoder.events();
  }

  /** A message as Bybit orders its fields. */
  static String message(String topic, String type, String data) {
    return "{'topic':'%s','type':'%s','ts':1767323045678,'data':%s,'cts':1767323045670}"
        .formatted(topic, type, data);
  }

  static Decimal decimal(String text) {
    return Decimal.parse(text);
  }
}
