package io.tapeline.signal.app;

import org.jspecify.annotations.Nullable;

/**
 * Whether a model's server has it ready.
 *
 * @param because in words, without a full stop; null where it is ready
 * @param checkedNanos when that was asked, nanoseconds since 1970 UTC; null if it was not yet
 */
public record ModelState(State state, @Nullable String because, @Nullable Long checkedNanos) {

  /** Not asked yet. */
  public static final ModelState UNKNOWN =
      new ModelState(State.UNKNOWN, "it was not asked yet", null);

  /** What a server says of a model. */
  public enum State {
    /** Nobody has asked yet. */
    UNKNOWN,
    /** It has it ready, with the tensors that are declared. */
    READY,
    /** It answers, but has not the model, or not yet. */
    NOT_READY,
    /** It has it, with other tensors than are declared. */
    MISMATCHED,
    /** It does not answer as the protocol has it, or not at all. */
    UNREACHABLE
  }
}
