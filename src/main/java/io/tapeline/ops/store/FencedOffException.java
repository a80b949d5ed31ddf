package io.tapeline.ops.store;

/** Somebody may not write any more; nothing of what was to be written is stored. */
public class FencedOffException extends RuntimeException {

  public FencedOffException(String why) {
    super(why, null, false, false);
  }
}
