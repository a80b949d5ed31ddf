package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.signal.model.Model;
import io.tapeline.signal.model.ModelStrategy;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.verdict.Desk.Sight;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Has a model asked about closes, and stores what it says: or that it said nothing, and why. */
@ApplicationScoped
class ModelJudging {

  /** Series that are read at a time. */
  private static final int READS = 2;

  private final ModelLook look;
  private final Models models;
  private final SignalStore store;

  ModelJudging(ModelLook look, Models models, SignalStore store) {
    this.look = look;
    this.models = models;
    this.store = store;
  }

  /**
   * The newest close of a series.
   *
   * @param first another process may have asked about it before
   */
  record Close(Series series, Interval interval, long openTimeNanos, boolean first) {}

  /** What was seen at a close. */
  private record Seen(Close close, Sight sight) {}

  /**
   * Fails as the stores do; whatever the model's server does is stored.
   *
   * @param asOfNanos by which the candles were recorded
   */
  Uni<Void> judge(Model model, List<Close> closes, long asOfNanos) {
    ModelStrategy strategy = new ModelStrategy(model);
    return Uni.join()
        .all(closes.stream().map(close -> see(strategy, close, asOfNanos)).toList())
        .usingConcurrencyOf(READS)
        .andFailFast()
        .map(all -> all.stream().flatMap(Optional::stream).toList())
        .chain(
            seen ->
                seen.isEmpty()
                    ? Uni.createFrom().voidItem()
                    // all at once, so that they share asks
                    : Uni.join()
                        .all(seen.stream().map(one -> ask(strategy, one)).toList())
                        .andFailFast()
                        .chain(store::add));
  }

  /** Nothing where something is stored of it. */
  private Uni<Optional<Seen>> see(ModelStrategy strategy, Close close, long asOfNanos) {
    Uni<Boolean> said = close.first ? isSaid(strategy, close) : Uni.createFrom().item(false);
    return said.chain(
        is ->
            is
                ? Uni.createFrom().item(Optional.empty())
                : look.at(
                        strategy.model(),
                        close.interval,
                        close.series,
                        close.openTimeNanos,
                        asOfNanos)
                    .map(sight -> Optional.of(new Seen(close, sight))));
  }

  private Uni<Boolean> isSaid(ModelStrategy strategy, Close close) {
    return store
        .newest(close.series, close.interval, close.openTimeNanos, close.openTimeNanos + 1)
        .map(
            stored ->
                stored.stream().anyMatch(one -> one.verdict().strategy().equals(strategy.id())));
  }

  private Uni<Judged> ask(ModelStrategy strategy, Seen seen) {
    Close close = seen.close;
    Uni<Verdict> verdict =
        switch (seen.sight) {
          case Sight.Blind lack ->
              Uni.createFrom().item(strategy.judge(close.interval, close.openTimeNanos, lack));
          case Sight.Seen found ->
              models
                  .ask(strategy.model(), Figure.numbers(found.figures()), Leave.OWN)
                  .map(
                      answer -> strategy.judge(close.interval, close.openTimeNanos, found, answer));
        };
    return verdict.map(said -> new Judged(close.series, said, 1));
  }
}
