package io.tapeline.chain.record;

import io.tapeline.chain.follow.BlockRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that changed what is stored of a chain. */
public sealed interface ChainEvent {

  Place place();

  /** A block is no longer on the chain; of several the highest first. */
  record Withdrawn(Place place, BlockRef block) implements ChainEvent {}

  /** A block is on the chain; of several the lowest first. */
  record Joined(Place place, BlockRef block) implements ChainEvent {}

  /**
   * Others are safe or final, by number.
   *
   * @param safe null where there is no such thing
   * @param finalized likewise
   */
  record Settled(Place place, @Nullable Long safe, @Nullable Long finalized)
      implements ChainEvent {}

  /**
   * Where it stands among the events of its chain.
   *
   * @param micros when it was recorded, since 1970 UTC
   * @param kind what was taken back at a moment comes before what came in its place
   * @param order among those of one kind
   */
  record Place(long micros, int kind, long order) {

    private static final int PARTS = 3;
    private static final int MOST_CHARACTERS = 80;

    /** Moments that PostgreSQL can hold: up to the year 10000. */
    private static final long MOST_MICROS = 253_402_300_800_000_000L;

    /** Behind all that was recorded by a moment. */
    public static Place behind(long nanos) {
      return new Place(nanos / 1_000, Integer.MAX_VALUE, 0);
    }

    /**
     * As it was written.
     *
     * @throws IllegalArgumentException if it was not
     */
    public static Place parse(String text) {
      String[] parts = text.split("_", PARTS);
      if (parts.length < PARTS || text.length() > MOST_CHARACTERS) {
        throw new IllegalArgumentException(text);
      }
      return new Place(
          Math.clamp(Long.parseLong(parts[0]), 0, MOST_MICROS),
          Integer.parseInt(parts[1]),
          Long.parseLong(parts[2]));
    }

    public Instant time() {
      return Instant.EPOCH.plusNanos(micros * 1_000);
    }

    @Override
    public String toString() {
      return micros + "_" + kind + "_" + order;
    }
  }
}
