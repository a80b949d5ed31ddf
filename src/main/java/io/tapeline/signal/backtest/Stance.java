package io.tapeline.signal.backtest;

/** On which side of the market somebody is. */
public enum Stance {
  LONG(1),
  FLAT(0),
  SHORT(-1);

  private final int sign;

  Stance(int sign) {
    this.sign = sign;
  }

  int sign() {
    return sign;
  }
}
