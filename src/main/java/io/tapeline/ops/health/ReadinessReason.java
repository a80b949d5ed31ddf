package io.tapeline.ops.health;

import java.util.Optional;

/** Something without which the service can't answer; found by CDI, asked by any thread. */
public interface ReadinessReason {

  String name();

  /** Why the service is not ready, in a sentence; empty if it is, as far as this goes. */
  Optional<String> notReadyBecause();
}
