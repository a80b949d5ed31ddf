package io.tapeline.chain.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.tapeline.chain.record.BlockQuery;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;

/** What statements are given that list stored blocks of chains of any kind. */
public final class BlockListing {

  private BlockListing() {}

  /**
   * Chain, moment, from and to which height, from and to which time, height and id of the block
   * behind which they are, whether also those that were taken back, and how many.
   */
  public static Tuple arguments(BlockQuery query, long asOfNanos, int limit) {
    return Tuple.from(
        List.of(
            query.chain(),
            moment(asOfNanos),
            query.fromNumber(),
            query.toNumber(),
            query.fromTime().atOffset(ZoneOffset.UTC),
            query.toTime().atOffset(ZoneOffset.UTC),
            query.behind().number(),
            query.behind().id(),
            query.withWithdrawn(),
            limit));
  }
}
