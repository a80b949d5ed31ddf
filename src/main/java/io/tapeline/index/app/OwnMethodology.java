package io.tapeline.index.app;

import io.tapeline.candle.app.IndexMethodology;
import io.tapeline.index.IndexPrice;
import jakarta.enterprise.context.ApplicationScoped;

/** Candles of an index are made of our own prices. */
@ApplicationScoped
public class OwnMethodology implements IndexMethodology {

  @Override
  public String id() {
    return IndexPrice.METHODOLOGY;
  }
}
