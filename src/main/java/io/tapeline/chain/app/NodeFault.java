package io.tapeline.chain.app;

import java.util.Locale;

/** What can be wrong with the answer of a node. */
public enum NodeFault {
  /** There is no connection, or it fails by its own account. */
  DOWN,
  /** It did not answer in time. */
  SLOW,
  /** Many asks failed, so it is not asked for a while. */
  RESTING,
  /** It was asked too much, by its own limit or the one that the configuration gives it. */
  LIMITED,
  /** It does not take the request: a wrong address or token. */
  REFUSED,
  /** What it answers is no JSON-RPC: a page, half an answer, answers to something else. */
  MALFORMED,
  /** The answer is longer than what is taken. */
  TOO_LARGE,
  /** It is a node of another chain. */
  WRONG_CHAIN,
  /** What it says can't be so: numbers beyond any chain's, a hash that does not follow. */
  ABSURD,
  /** It has not what it was asked for, or not yet. */
  BEHIND,
  /** It answers with an error of its own. */
  ERROR,
  /**
   * It works, and has no answer to this: it keeps no state so old, knows no such block, or has no
   * such method.
   */
  UNABLE;

  /** Whether it says how the node does. */
  boolean isOfItsHealth() {
    return this != UNABLE;
  }

  /** For metrics, answers and logs. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
