package io.tapeline.sandbox;

import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.binance.BinanceProtocol;
import io.tapeline.exchange.bitstamp.BitstampProtocol;
import io.tapeline.exchange.bybit.BybitProtocol;
import io.tapeline.exchange.coinbase.CoinbaseProtocol;
import io.tapeline.exchange.gemini.GeminiProtocol;
import io.tapeline.exchange.kraken.KrakenProtocol;
import io.tapeline.exchange.okx.OkxProtocol;
import java.util.List;

/** The service's own protocols of all simulated venues. */
public final class Protocols {

  private Protocols() {}

  public static List<VenueProtocol> all() {
    return List.of(
        new BinanceProtocol(),
        new CoinbaseProtocol(),
        new KrakenProtocol(),
        new BybitProtocol(),
        new GeminiProtocol(),
        new OkxProtocol(),
        new BitstampProtocol());
  }
}
