package io.tapeline.chain.pool;

import java.util.Locale;

/** How a pool makes its price. */
public enum Kind {
  /** Of all that is in it, by a constant product. */
  V2,
  /** Of what is offered around the price. */
  V3;

  /** In small letters, as callers see it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
