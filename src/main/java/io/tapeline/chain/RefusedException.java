package io.tapeline.chain;

/**
 * What was given proves nothing: it is malformed, too large, or says something else than what was
 * committed to. The one exception that reading and checking of foreign bytes throws. It has no
 * stack trace, since wrong proofs are no bugs and may come often.
 */
public sealed class RefusedException extends RuntimeException permits UnknownTypeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param why a clause for people, without a full stop
   */
  public RefusedException(String why) {
    super(why, null, false, false);
  }

  /** The same with where it was: {@code slot 0x…: the proof ends early}. */
  public RefusedException in(String what) {
    return new RefusedException(what + ": " + getMessage());
  }
}
