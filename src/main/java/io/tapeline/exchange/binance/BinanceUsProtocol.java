package io.tapeline.exchange.binance;

import io.tapeline.market.Venue;
import jakarta.enterprise.context.ApplicationScoped;

/** Binance.US: the same wire formats on hosts of its own. */
@ApplicationScoped
public class BinanceUsProtocol extends BinanceProtocol {

  @Override
  public Venue venue() {
    return new Venue("binance_us");
  }

  @Override
  public String name() {
    return "Binance.US";
  }

  @Override
  String rest() {
    return "https://api.binance.us";
  }

  @Override
  String streams() {
    return "wss://stream.binance.us:9443/stream?streams=";
  }
}
