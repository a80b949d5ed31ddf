package io.tapeline.ops;

import java.util.Optional;

/**
 * A part of the service that can fail on its own, and says so in {@code /v1/status}. Found by CDI.
 * Asked often, by any thread: answers from memory.
 */
public interface Part {

  /** Its name for people and programs: {@code postgresql}. */
  String name();

  /** What is wrong with it, in a sentence; empty if nothing is. */
  Optional<String> problem();

  /** Whether it hangs on what is not ours: nobody waits for it when the service starts. */
  default boolean isOutside() {
    return false;
  }
}
