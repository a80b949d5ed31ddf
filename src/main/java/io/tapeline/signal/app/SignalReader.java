package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Horizon;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.model.ModelStrategy;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.Desk;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.signal.watch.SignalPlace;
import io.tapeline.signal.watch.SignalRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers questions about signals from stored candles, computed when they are asked for. Models are
 * not asked again: of those it tells what they said at the close.
 */
@ApplicationScoped
public class SignalReader {

  private final CandleHistory history;
  private final Windows windows;
  private final SignalHistory said;
  private final CandleConfig config;

  public SignalReader(
      CandleHistory history, Windows windows, SignalHistory said, CandleConfig config) {
    this.history = history;
    this.windows = windows;
    this.said = said;
    this.config = config;
  }

  /** Longest warm-up, candles, with which a question reads no more than one request may. */
  public int longestWarmup() {
    return config.maxCandlesRead() / 2 - 2 * Block.INTERVALS;
  }

  /** As {@link CandleHistory#horizon}. */
  public Horizon horizon() {
    return history.horizon();
  }

  /**
   * What strategies say of the newest candle that was closed at a moment, in the order in which
   * they are asked. A candle that is over and not recorded yet is not known: then it is the one
   * before; nothing older stands in for them. Fails with {@code store_unavailable}.
   *
   * @param asOfNanos not later than the horizon
   */
  public Uni<List<Verdict>> read(SignalQuestion question, long asOfNanos) {
    return computed(question, asOfNanos)
        .chain(
            computed ->
                stored(question, asOfNanos)
                    .map(stored -> Stream.concat(computed.stream(), stored.stream()).toList()));
  }

  private Uni<List<Verdict>> computed(SignalQuestion question, long asOfNanos) {
    if (question.strategies().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    long newest = question.newest(asOfNanos);
    return windows
        .read(
            question.series(),
            question.warmups(),
            newest,
            newest + question.interval().nanos(),
            asOfNanos)
        .chain(candles -> Aside.of(Long.MAX_VALUE, () -> judge(question, candles, newest)));
  }

  private Uni<List<Verdict>> stored(SignalQuestion question, long asOfNanos) {
    if (question.models().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    long newest = question.newest(asOfNanos);
    SignalRange range =
        new SignalRange(
            question.series(),
            question.interval(),
            question.models().stream().map(one -> one.id().id()).collect(Collectors.toSet()),
            SignalPlace.before(newest - question.interval().nanos()),
            newest + question.interval().nanos());
    return said.horizon()
        .atLeast(asOfNanos)
        .chain(_ -> said.read(range, asOfNanos, 2 * question.models().size()))
        .map(
            rows ->
                question.models().stream()
                    .map(one -> newest(one, rows, question.interval(), newest))
                    .toList());
  }

  private static Verdict newest(
      ModelStrategy model, List<Recorded> rows, Interval interval, long newestNanos) {
    return rows.stream()
        .map(row -> row.judged().verdict())
        .filter(verdict -> verdict.strategy().equals(model.id()))
        .reduce((_, later) -> later)
        .orElseGet(() -> model.unheard(interval, newestNanos));
  }

  private static List<Verdict> judge(
      SignalQuestion question, List<ClosedCandles> candles, long newestNanos) {
    Desk desk = new Desk(question.interval(), candles);
    long known = desk.newestKnown(newestNanos);
    return question.strategies().stream().map(one -> desk.judge(one, known)).toList();
  }
}
