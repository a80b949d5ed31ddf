package io.tapeline.candle.app;

/** By which published rules the prices come about that candles of an index are made of. */
public interface IndexMethodology {

  /** Its name and version: {@code tapeline-index/1}. */
  String id();
}
