package io.tapeline.chain.fee;

import java.util.Locale;

/** How soon a transaction is wanted in a block. */
public enum Speed {
  SLOW,
  NORMAL,
  FAST;

  /** In small letters, as callers see it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
