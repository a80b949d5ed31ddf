package io.tapeline.exchange.coinbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import java.net.URI;

/** A connection to a Coinbase that lists btc-usd and usdt-usd. */
final class CoinbaseFixture {

  /** 2026-01-02T03:04:05.678901234Z. */
  static final long MESSAGE_NANOS = 1_767_323_045_678_901_234L;

  /** 2026-01-02T03:04:05.5Z. */
  static final long TRADE_NANOS = 1_767_323_045_500_000_000L;

  static final long RECEIVED = MESSAGE_NANOS + 20_000_000;

  static final String PRODUCTS =
      """
      {"products":[
       {"product_id":"BTC-USD","price":"90000.5","base_increment":"0.00000001",
        "price_increment":"0.01","product_type":"SPOT","status":"online","alias":"",
        "base_currency_id":"BTC","quote_currency_id":"USD","new_field":[{}]},
       {"product_id":"BTC-USDC","price":"90000.5","product_type":"SPOT","status":"online",
        "alias":"BTC-USD","base_currency_id":"BTC","quote_currency_id":"USDC"},
       {"product_id":"USDT-USD","price":"0.9991","base_increment":"0.01","price_increment":"0.00001",
        "product_type":"SPOT","status":"online","alias":"","limit_only":true,
        "base_currency_id":"USDT","quote_currency_id":"USD"},
       {"product_id":"OLD-USD","price":"7","product_type":"SPOT","status":"delisted","alias":"",
        "trading_disabled":true,"base_currency_id":"OLD","quote_currency_id":"USD"},
       {"product_id":"SHY-EUR","price":"","product_type":"SPOT","status":"online","alias":"",
        "view_only":true,"base_currency_id":"SHY","quote_currency_id":"EUR"},
       {"product_id":"NEW-EUR","price":"1","product_type":"SPOT","status":"offline","alias":"",
        "base_currency_id":"NEW","quote_currency_id":"EUR"},
       {"product_id":"WE/IRD-USD","price":"1","product_type":"SPOT","status":"online","alias":"",
        "base_currency_id":"WE/IRD","quote_currency_id":"USD"},
       {"product_id":"BIT-26JUN26-CDE","price":"1","product_type":"FUTURE","status":"","alias":"",
        "base_currency_id":"","quote_currency_id":"USD"}]}
      """;

  final CoinbaseProtocol protocol = new CoinbaseProtocol();
  final InstrumentPage page = instruments(PRODUCTS);
  private final FrameDecoder decoder =
      new FrameDecoder(
          protocol.codec(URI.create("wss://advanced-trade-ws.coinbase.com"), page.markets()),
          1 << 20);

  InstrumentPage instruments(String body) {
    HttpGet request = protocol.instrumentRequests(java.util.Set.of()).getFirst();
    return protocol.readInstruments(request, body.getBytes(UTF_8));
  }

  Decoded decode(String frame) {
    byte[] bytes = frame.getBytes(UTF_8);
    return decoder.decode(bytes, 0, bytes.length, RECEIVED);
  }

  FrameEvents events() {
    return decoder.events();
  }
}
