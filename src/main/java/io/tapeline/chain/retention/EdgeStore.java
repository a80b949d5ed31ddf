package io.tapeline.chain.retention;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Removes stored blocks, and knows how far. */
public interface EdgeStore {

  /**
   * Nothing where nothing was removed of the chain. Asked after what it is to judge was read, it
   * tells of all that was removed before that. Fails with {@code store_unavailable}.
   */
  Uni<Optional<Edge>> edge(String chain);

  /**
   * Removes the oldest blocks of a chain with all that hangs on them, as far as they are final and
   * their hours are kept. Fails as the database does.
   *
   * @param before by the blocks' own time
   * @param depth so many below the newest are not touched
   * @param most heights at once
   * @return how many blocks; where it is none there are no more to remove
   */
  Uni<Long> remove(String chain, Instant before, int depth, int most);
}
