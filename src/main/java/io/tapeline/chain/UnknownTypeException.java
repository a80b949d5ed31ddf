package io.tapeline.chain;

/**
 * A transaction or a receipt is of a type that is not known here, as chains have that add their
 * own. No node lies by telling of one.
 */
public final class UnknownTypeException extends RefusedException {

  private static final long serialVersionUID = 1L;

  private UnknownTypeException(String why) {
    super(why);
  }

  /**
   * @param what has the type, in words
   */
  public static UnknownTypeException of(String what, long type) {
    return new UnknownTypeException(
        "%s has type 0x%x, which is not known here: a chain with types of its own is followed, and its blocks are not stored; with index=false none are asked for"
            .formatted(what, type));
  }

  @Override
  public UnknownTypeException in(String what) {
    return new UnknownTypeException(what + ": " + getMessage());
  }
}
