package io.tapeline.sandbox.chain.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which a simulated node fails. */
public enum NodeFaultKind {
  /** It is so many blocks behind. */
  LAG,
  /** It has a branch of its own since so many blocks before the fault; its hashes hold. */
  LIE,
  /** It says other balances and state roots than there are; hashes and proofs do not hold. */
  FORGE,
  /** It never answers. */
  SILENT,
  /** It answers with status 500. */
  ERROR,
  /** It answers with a page. */
  HTML,
  /** It answers with status 429. */
  LIMIT;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is told how many blocks. */
  public boolean hasBlocks() {
    return this == LAG || this == LIE;
  }

  public static Optional<NodeFaultKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
