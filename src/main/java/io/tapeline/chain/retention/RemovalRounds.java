package io.tapeline.chain.retention;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.market.Interval;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.store.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Removes old blocks of one chain, some in each round. */
final class RemovalRounds implements Rounds {

  /** Heights in one transaction, so that who stores blocks does not wait for long. */
  static final int PIECE_BLOCKS = 250;

  private static final Logger LOG = Logger.getLogger(RemovalRounds.class);
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final FollowedChain chain;
  private final Duration kept;
  private final EdgeStore store;
  private final InstantSource clock;
  private final ChainMeters meters;
  private long removed;

  /**
   * @param kept so long blocks are, by their own time
   */
  RemovalRounds(
      FollowedChain chain,
      Duration kept,
      EdgeStore store,
      InstantSource clock,
      ChainMeters meters) {
    this.chain = chain;
    this.kept = kept;
    this.store = store;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public String name() {
    return "removals of old blocks of " + chain.name();
  }

  @Override
  public void forget() {
    removed = 0;
  }

  @Override
  public Uni<Boolean> next() {
    return store
        .remove(chain.name(), wholeHour(), chain.reorgBlocks(), PIECE_BLOCKS)
        .invoke(this::count)
        .map(count -> count > 0);
  }

  /** An hour goes or stays as a whole, so that what is summed of it is of all of it. */
  private Instant wholeHour() {
    long seconds = clock.instant().minus(kept).getEpochSecond();
    return Instant.ofEpochSecond(Interval.H1.floor(seconds * NANOS_PER_SECOND) / NANOS_PER_SECOND);
  }

  private void count(long now) {
    meters.removed(chain.name()).increment((double) now);
    removed += now;
    if (now == 0 && removed > 0) {
      LOG.infof("removed %d blocks of %s: past their retention", removed, chain.name());
      removed = 0;
    }
  }
}
