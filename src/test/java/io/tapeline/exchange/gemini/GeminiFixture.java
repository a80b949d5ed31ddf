package io.tapeline.exchange.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** A connection to a Gemini that lists btc-usd and btc-usdc-perp. */
final class GeminiFixture {

  static final String DETAILS =
      "{\"symbol\":\"BTCUSD\",\"base_currency\":\"BTC\",\"quote_currency\":\"USD\","
          + "\"tick_size\":1e-08,\"quote_increment\":0.01,\"min_order_size\":\"0.00001\","
          + "\"status\":\"open\",\"wrap_enabled\":false,\"product_type\":\"spot\","
          + "\"contract_type\":\"vanilla\",\"contract_price_currency\":\"USD\"}";

  /** Priced in USDC, with GUSD for collateral. */
  static final String PERPETUAL =
      "{\"symbol\":\"BTCUSDCPERP\",\"base_currency\":\"BTC\",\"quote_currency\":\"USDC\","
          + "\"tick_size\":0.0001,\"quote_increment\":0.5,\"status\":\"open\","
          + "\"product_type\":\"swap\",\"contract_type\":\"linear\","
          + "\"contract_price_currency\":\"GUSD\"}";

  static final long RECEIVED = 1_767_323_045_700_000_000L;

  final GeminiProtocol protocol = new GeminiProtocol();
  private final FrameDecoder decoder;

  GeminiFixture() {
    List<ListedMarket> markets =
        Stream.of(DETAILS, PERPETUAL).flatMap(d -> details(d).markets().stream()).toList();
    decoder =
        new FrameDecoder(
            protocol.codec(URI.create("wss://api.gemini.com/v2/marketdata/"), markets), 1 << 20);
  }

  InstrumentPage details(String body) {
    return protocol.readInstruments(
        HttpGet.of("https://api.gemini.com/v1/symbols/details/x"), body.getBytes(UTF_8));
  }

  Decoded decode(String frame) {
    byte[] bytes = frame.replace('\'', '"').getBytes(UTF_8);
    return decoder.decode(bytes, 0, bytes.length, RECEIVED);
  }

  FrameEvents events() {
    return decoder.events();
  }

  static Decimal decimal(String text) {
    return Decimal.parse(text);
  }
}
