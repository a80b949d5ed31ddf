package io.tapeline.signal.indicator;

/** What the figures of an output are counted in. */
public enum Unit {
  PRICE("quote asset per unit of base"),
  PRICE_SQUARED("the square of quote asset per unit of base"),
  PERCENT("hundredths"),
  RATIO("a share or a quotient, without a unit"),
  NUMBER("without a unit"),
  FLAG("1 where it is so, 0 where it is not"),
  BASE("base units"),
  QUOTE("quote asset: price times base units"),
  PRICE_PER_BASE("quote asset per unit of base, for each unit traded");

  private final String meaning;

  Unit(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
