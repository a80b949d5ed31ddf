package io.tapeline.chain.announce;

import io.smallrye.mutiny.Uni;
import io.tapeline.webhook.Reorg;
import java.time.Instant;
import java.util.List;

/** Reorgs as they are recorded, and up to which moment they were looked through. */
public interface ReorgLog {

  Uni<Instant> mark();

  /** Up to which moment all is recorded. */
  Uni<Instant> horizon();

  /**
   * The first ones that were recorded after a moment and by another, in their order.
   *
   * @param most so many
   */
  Uni<List<Reorg>> recorded(Instant after, Instant by, int most);

  /** Fails where the mark is elsewhere: somebody else looks through them. */
  Uni<Void> move(Instant from, Instant to);
}
