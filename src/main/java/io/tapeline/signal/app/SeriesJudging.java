package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.Series;
import io.tapeline.signal.app.Rejudging.Taking;
import io.tapeline.signal.watch.Judged;
import io.tapeline.signal.watch.SeriesWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Judges what was stored of one series: from memory where it only goes on, else from the store. */
@ApplicationScoped
class SeriesJudging {

  private final Watches watches;
  private final Rejudging rejudging;

  SeriesJudging(Watches watches, Rejudging rejudging) {
    this.watches = watches;
    this.rejudging = rejudging;
  }

  /**
   * What is said for the first time, where the series goes on; else it is taken bit by bit.
   *
   * @param stored all that was recorded of the series since the last time
   * @param asOfNanos by which it was
   */
  Uni<List<Judged>> judge(
      Series series, List<PartialCandle> stored, long asOfNanos, Taking taking) {
    SeriesWatch watch = watches.take(series);
    if (watch == null || !watch.isFollowedBy(stored)) {
      return rejudging
          .judge(series, stored, asOfNanos, taking)
          .chain(_ -> watches.read(series, stored, asOfNanos))
          .replaceWith(List.of());
    }
    return Uni.createFrom()
        .item(() -> goOn(series, watch, stored))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private List<Judged> goOn(Series series, SeriesWatch watch, List<PartialCandle> stored) {
    List<Judged> judged =
        watch.add(stored).stream().map(verdict -> new Judged(series, verdict, 1)).toList();
    watches.put(series, watch);
    return judged;
  }

  /** What is in memory may not be what is stored. */
  void forget() {
    watches.forget();
  }

  /** Candles in memory. */
  int candles() {
    return watches.size();
  }
}
