package io.tapeline.chain.read.token;

import java.util.Locale;

/** From where it is known that a slot holds what it is taken for. */
public enum Meaning {
  /** The configuration says so. */
  CONFIGURED,
  /** It held what the contract answered, and no other usual slot did; so is it taken. */
  INFERRED,
  /** No slot is known: it is what the contract answers, as nodes say. */
  REPORTED;

  /** In small letters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
