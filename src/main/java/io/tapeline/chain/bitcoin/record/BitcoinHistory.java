package io.tapeline.chain.bitcoin.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.record.BlockQuery;
import io.tapeline.chain.retention.Edges;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stored blocks of Bitcoin as they were known at a moment, with the height of the chain then. All
 * fail with {@code store_unavailable}.
 */
@ApplicationScoped
public class BitcoinHistory {

  private final BitcoinReads reads;
  private final StoreConfig config;
  private final Edges edges;

  public BitcoinHistory(BitcoinReads reads, StoreConfig config, Edges edges) {
    this.reads = reads;
    this.edges = edges;
    this.config = config;
  }

  /**
   * @param height of the newest block that was known; negative if none was
   */
  public record Known<T>(List<T> rows, long height) {}

  /**
   * Sums of intervals.
   *
   * @param span the times between which there are blocks; null where there are none
   */
  public record Series(
      List<BitcoinStretch> stretches, long height, BitcoinReads.@Nullable Span span) {}

  /** The first ones. */
  public Uni<Known<KeptBitcoinBlock>> list(BlockQuery query, long asOfNanos, int limit) {
    return ask(
        () ->
            Uni.combine()
                .all()
                .unis(reads.list(query, asOfNanos, limit), height(query.chain(), asOfNanos))
                .asTuple()
                .map(both -> new Known<>(both.getItem1(), both.getItem2().orElse(-1L))));
  }

  /**
   * Of each interval that has blocks.
   *
   * @param seconds of an interval
   * @param fromSeconds where the first one begins, since 1970
   */
  public Uni<Series> series(
      String chain, long asOfNanos, long seconds, long fromSeconds, long toSeconds) {
    return ask(
        () ->
            Uni.combine()
                .all()
                .unis(
                    reads.stretches(chain, asOfNanos, seconds, fromSeconds, toSeconds),
                    height(chain, asOfNanos),
                    reads.span(chain, asOfNanos))
                .asTuple()
                .map(
                    all ->
                        new Series(
                            all.getItem1(),
                            all.getItem2().orElse(-1L),
                            all.getItem3().orElse(null))));
  }

  /** Fails where the blocks that were known then are removed. */
  private Uni<Optional<Long>> height(String chain, long asOfNanos) {
    return reads
        .height(chain, asOfNanos)
        .call(
            found ->
                found.isPresent() ? Uni.createFrom().voidItem() : edges.require(chain, _ -> true));
  }

  private <T> Uni<T> ask(Supplier<Uni<T>> question) {
    return config.enabled()
        ? question.get()
        : Uni.createFrom().failure(new ProblemException(new Problem.StoreUnavailable()));
  }
}
