package io.tapeline.exchange.okx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.market.Decimal;
import java.net.URI;

/** A connection to an OKX that lists btc-usdt and, with contracts of 0.01 BTC, btc-usdt-perp. */
final class OkxFixture {

  /** 2026-01-02T03:04:05.678Z. */
  static final long EVENT_NANOS = 1_767_323_045_678_000_000L;

  static final long RECEIVED = EVENT_NANOS + 20_000_000;

  static final String LISTED =
      """
      {"code":"0","msg":"","data":[
       {"instId":"BTC-USDT","instType":"SPOT","baseCcy":"BTC","quoteCcy":"USDT","ctVal":"",
        "ctMult":"","ctType":"","ctValCcy":"","settleCcy":"","state":"live","tickSz":"0.1",
        "lotSz":"0.00000001","instIdCode":7,"tradeQuoteCcyList":["USDT"],"instCategory":"1"},
       {"instId":"ETH-USDT","instType":"SPOT","baseCcy":"ETH","quoteCcy":"USDT","state":"suspend",
        "tickSz":"0.01","lotSz":"0.000001"},
       {"instId":"NEW-USDT","instType":"SPOT","baseCcy":"NEW","quoteCcy":"USDT","state":"preopen",
        "tickSz":"","lotSz":""},
       {"instId":"GLD-USDT","instType":"SPOT","baseCcy":"GLD","quoteCcy":"USDT","state":"live",
        "instCategory":"4"},
       {"instId":"BTC-USDT-SWAP","instType":"SWAP","baseCcy":"","quoteCcy":"","ctVal":"0.01",
        "ctMult":"1","ctType":"linear","ctValCcy":"BTC","settleCcy":"USDT","state":"live",
        "tickSz":"0.1","lotSz":"0.1"},
       {"instId":"BTC-USD-SWAP","instType":"SWAP","baseCcy":"","quoteCcy":"","ctVal":"100",
        "ctMult":"1","ctType":"inverse","ctValCcy":"USD","settleCcy":"BTC","state":"live",
        "tickSz":"0.1","lotSz":"1"},
       {"instId":"BTC-USD_UM-SWAP","instType":"SWAP","ctVal":"0.01","ctMult":"1",
        "ctType":"linear","ctValCcy":"BTC","settleCcy":"USDT","state":"live"},
       {"instId":"BTC-USDT-260327","instType":"FUTURES","ctVal":"0.01","ctMult":"1",
        "ctType":"linear","ctValCcy":"BTC","settleCcy":"USDT","state":"live"},
       {"instId":"BTC-USD-260327-90000-C","instType":"OPTION","state":"live"}]}
      """;

  final OkxProtocol protocol = new OkxProtocol();
  final InstrumentPage page =
      protocol.readInstruments(
          HttpGet.of("https://www.okx.com/api/v5/public/instruments?instType=SPOT"),
          LISTED.getBytes(UTF_8));
  private final FrameDecoder decoder =
      new FrameDecoder(
          protocol.codec(URI.create("wss://ws.okx.com:8443/ws/v5/public"), page.markets()),
          1 << 20);

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
