package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.ops.store.Horizon;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.Desk;
import io.tapeline.signal.verdict.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Answers questions about signals from stored candles, computed when they are asked for. */
@ApplicationScoped
public class SignalReader {

  private final CandleHistory history;
  private final Windows windows;
  private final CandleConfig config;

  public SignalReader(CandleHistory history, Windows windows, CandleConfig config) {
    this.history = history;
    this.windows = windows;
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

  private static List<Verdict> judge(
      SignalQuestion question, List<ClosedCandles> candles, long newestNanos) {
    Desk desk = new Desk(question.interval(), candles);
    long known = desk.newestKnown(newestNanos);
    return question.strategies().stream().map(one -> desk.judge(one, known)).toList();
  }
}
