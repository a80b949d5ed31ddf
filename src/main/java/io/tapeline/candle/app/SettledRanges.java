package io.tapeline.candle.app;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.ops.store.Notices;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stored ranges that only a correction can change, read once and kept in memory: equal questions
 * that come meanwhile wait for the same reading. What is answered says as of when it is known, so
 * that a receipt repeats it, also while the notice of a correction is still on its way.
 */
@ApplicationScoped
public class SettledRanges {

  /** Retention and a line that is dead without anyone having noticed are seen after so long. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** Candles of a range, and the moment as of which they are known. */
  public record Known(List<Candle> candles, long asOfNanos) {}

  private final CandleHistory history;
  private final Notices notices;
  private final AsyncCache<CandleRange, Known> known;

  public SettledRanges(CandleHistory history, Notices notices, CandleConfig config) {
    this.history = history;
    this.notices = notices;
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(config.cachedCandles())
            .weigher((CandleRange _, Known range) -> 1 + range.candles().size())
            .expireAfterWrite(KEPT)
            .buildAsync();
  }

  /**
   * A range that is stored to its end and that the tape will not revise any more. Fails with {@code
   * store_unavailable}.
   */
  public Uni<Known> read(CandleRange range) {
    if (!notices.isListening()) {
      return load(range);
    }
    CompletableFuture<Known> reading =
        known.get(range, (missing, _) -> load(missing).subscribeAsCompletionStage());
    Context caller = Vertx.currentContext();
    Uni<Known> found = Uni.createFrom().completionStage(reading);
    return caller == null || reading.isDone()
        ? found
        : found.emitOn(answer -> caller.runOnContext(_ -> answer.run()));
  }

  private Uni<Known> load(CandleRange range) {
    return history
        .newest()
        .chain(asOf -> history.read(range, asOf).map(candles -> new Known(candles, asOf)));
  }

  /** Something of this series was corrected before this moment. Readings under way don't count. */
  void forget(Series series, long endNanos) {
    known
        .asMap()
        .keySet()
        .removeIf(range -> range.series().equals(series) && range.fromNanos() < endNanos);
  }

  void forgetAll() {
    known.asMap().clear();
  }
}
