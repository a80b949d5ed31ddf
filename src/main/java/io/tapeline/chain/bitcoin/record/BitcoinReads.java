package io.tapeline.chain.bitcoin.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.record.BlockQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stored blocks, for callers, as they were known at a moment. All fail with {@code
 * store_unavailable}.
 */
public interface BitcoinReads {

  /**
   * The times between which there are blocks.
   *
   * @param first of any block, by its own time
   * @param last likewise
   */
  record Span(Instant first, Instant last) {}

  /** The highest block; nothing where none was stored by then. */
  Uni<Optional<Long>> height(String chain, long asOfNanos);

  Uni<List<KeptBitcoinBlock>> list(BlockQuery query, long asOfNanos, int limit);

  /**
   * Of each interval that has blocks, ascending.
   *
   * @param seconds of an interval
   * @param fromSeconds inclusive, since 1970: where the first one begins
   * @param toSeconds exclusive
   */
  Uni<List<BitcoinStretch>> stretches(
      String chain, long asOfNanos, long seconds, long fromSeconds, long toSeconds);

  /** Nothing where none was stored by then. */
  Uni<Optional<Span>> span(String chain, long asOfNanos);
}
