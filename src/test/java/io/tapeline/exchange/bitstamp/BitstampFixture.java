package io.tapeline.exchange.bitstamp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.market.Decimal;
import java.net.URI;

/** A connection to a Bitstamp that lists btc-usd. */
final class BitstampFixture {

  /** 2026-01-02T03:04:05.678901Z. */
  static final long EVENT_NANOS = 1_767_323_045_678_901_000L;

  static final long RECEIVED = EVENT_NANOS + 20_000_000;

  static final String LISTED =
      """
      [{"base_decimals": 8, "minimum_order": "10.0 USD", "name": "BTC/USD", "counter_decimals": 2,
        "trading": "Enabled", "url_symbol": "btcusd", "description": "Bitcoin / U.S. dollar"},
       {"name": "ETH2/ETH", "trading": "Disabled", "url_symbol": "eth2eth", "new": null},
       {"name": "ODD", "trading": "Enabled", "url_symbol": "odd"},
       {"name": "BTC/USD-PERP", "trading": "Enabled", "url_symbol": "btcusd-perp"}]
      """;

  final BitstampProtocol protocol = new BitstampProtocol();
  final InstrumentPage page = instruments(LISTED);
  private final FrameDecoder decoder =
      new FrameDecoder(
          protocol.codec(URI.create("wss://ws.bitstamp.net/"), page.markets()), 1 << 20);

  InstrumentPage instruments(String body) {
    return protocol.readInstruments(
        HttpGet.of("https://www.bitstamp.net/api/v2/trading-pairs-info/"), body.getBytes(UTF_8));
  }

  Decoded decode(String frame) {
    byte[] bytes = frame.getBytes(UTF_8);
    return decoder.decode(bytes, 0, bytes.length, RECEIVED);
  }

  FrameEvents events() {
    return decoder.events();
  }

  static Decimal decimal(String text) {
    return Decimal.parse(text);
  }
}
