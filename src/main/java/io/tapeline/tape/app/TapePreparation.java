package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;

/**
 * What has to be done before the first event of a feed that follows the clock: going on from what
 * was kept before a restart. A replay starts from nothing, since it tells everything again.
 */
public interface TapePreparation {

  /** Fails if it could not be done; the tape then begins without it. */
  Uni<Void> prepare();
}
