package io.tapeline.chain.fee;

/** In what fees of a chain are stated. */
public enum FeeUnit {
  /** 10⁹ wei for a unit of gas. */
  GWEI("gwei"),
  /** For a virtual byte of the transaction. */
  SAT_PER_VB("sat/vB");

  private final String label;

  FeeUnit(String label) {
    this.label = label;
  }

  /** As callers see it. */
  @Override
  public String toString() {
    return label;
  }
}
