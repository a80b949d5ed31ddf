package io.tapeline.exchange.kraken;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.market.Decimal;
import java.net.URI;

/** A connection to a Kraken that lists btc-usd, doge-eur and a few others, in either dialect. */
final class KrakenFixture {

  static final URI V1 = URI.create("wss://ws.kraken.com");
  static final URI V2 = URI.create("wss://ws.kraken.com/v2");

  /** 2026-01-02T03:04:05.678901Z. */
  static final long EVENT_NANOS = 1_767_323_045_678_901_000L;

  static final long RECEIVED = EVENT_NANOS + 20_000_000;

  static final String LISTED =
      """
      {"error":[],"result":{
       "XXBTZUSD":{"altname":"XBTUSD","wsname":"XBT/USD","base":"XXBT","quote":"ZUSD",
        "pair_decimals":1,"lot_decimals":8,"tick_size":"0.5","status":"online","fees":[[0,0.26]]},
       "XDGEUR":{"altname":"XDGEUR","wsname":"XDG/EUR","base":"XXDG","quote":"ZEUR",
        "pair_decimals":7,"lot_decimals":8},
       "LUNAUSD":{"wsname":"LUNA/USD","base":"LUNA","quote":"ZUSD","status":"cancel_only"},
       "LUNA2USD":{"wsname":"LUNA2/USD","base":"LUNA2","quote":"ZUSD","status":"delisted"},
       "REPV2XBT":{"wsname":"REPV2/XBT","base":"REPV2","quote":"XXBT","status":"post_only"},
       "XXBTZUSD.d":{"altname":"XBTUSD.d","base":"XXBT","quote":"ZUSD"},
       "ODD":{"wsname":"ODD"},
       "SAME":{"wsname":"USD/USD"}}}
      """;

  final KrakenProtocol protocol = new KrakenProtocol();
  final InstrumentPage page =
      protocol.readInstruments(
          HttpGet.of("https://api.kraken.com/0/public/AssetPairs"), LISTED.getBytes(UTF_8));
  private final FrameDecoder decoder;

  KrakenFixture(URI address) {
    decoder = new FrameDecoder(protocol.codec(address, page.markets()), 1 << 20);
  }

  Decoded decode(String frame) {
    return decode(frame, RECEIVED);
  }

  Decoded decode(String frame, long received) {
    byte[] bytes = frame.getBytes(UTF_8);
    return decoder.decode(bytes, 0, bytes.length, received);
  }

  FrameEvents events() {
    return decoder.events();
  }

  static Decimal decimal(String text) {
    return Decimal.parse(text);
  }
}
