package io.tapeline.chain.follow;

import java.util.Locale;

/** How sure it is that a block stays. */
public enum Finality {
  /** The newest there is; it may go. */
  LATEST,
  /** Unlikely to go. */
  SAFE,
  /** Stays, by the chain's own rule. */
  FINALIZED;

  /** In small letters, as nodes and callers write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
