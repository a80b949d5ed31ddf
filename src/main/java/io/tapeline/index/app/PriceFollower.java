package io.tapeline.index.app;

/** Hears of every index price as it is computed. Found by CDI. */
public interface PriceFollower {

  /** On the tape's thread: quick, and without waiting for anything. */
  void priced(PriceBoard.Entry entry);
}
