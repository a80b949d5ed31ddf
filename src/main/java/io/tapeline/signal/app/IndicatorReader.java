package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.ops.store.Horizon;
import io.tapeline.problem.ProblemException;
import io.tapeline.signal.app.FigurePage.Lasting;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Block;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Answers questions about indicators: what they say of candles, page by page or all of a range. */
@ApplicationScoped
public class IndicatorReader {

  /** Steps that one figure takes to be rounded and kept, beside its arithmetic. */
  private static final long FIGURE = 1_000;

  private final Readings readings;
  private final CandleHistory history;

  public IndicatorReader(Readings readings, CandleHistory history) {
    this.readings = readings;
    this.history = history;
  }

  /** Longest warm-up that can be read, candles. */
  public int longestWarmup() {
    return readings.longestWarmup();
  }

  /** As {@link CandleHistory#horizon}. */
  public Horizon horizon() {
    return history.horizon();
  }

  /**
   * A page of what is known now. Fails with {@code store_unavailable} if memory does not reach back
   * far enough and the store can't be asked.
   *
   * @param endGiven the caller said where the range ends
   */
  public Uni<FigurePage> page(IndicatorQuestion question, boolean endGiven) {
    boolean bounded = endGiven || readings.reach(question) < question.rows().toNanos();
    return bounded && readings.isStored(question)
        ? fromStore(question)
        : fresh(question, bounded && readings.isSettled(question));
  }

  /**
   * A page of what was known at a moment. Fails with {@code store_unavailable}.
   *
   * @param asOfNanos not later than the horizon
   */
  public Uni<FigurePage> page(IndicatorQuestion question, long asOfNanos, long horizonNanos) {
    return readings
        .asOf(question, asOfNanos)
        .chain(
            known -> page(question, known.candles(), Lasting.IMMUTABLE, asOfNanos, horizonNanos));
  }

  /**
   * All that was known at a moment, block by block; the limit of the rows does not matter.
   *
   * @param asOfNanos not later than the horizon
   */
  public FigureStream stream(IndicatorQuestion question, long asOfNanos) {
    return new FigureStream(history, question, asOfNanos);
  }

  /** From the store, so that a receipt can say what it was made from; else from memory. */
  private Uni<FigurePage> fromStore(IndicatorQuestion question) {
    return readings
        .stored(question)
        .chain(
            known ->
                page(
                    question,
                    known.candles(),
                    lasting(question, known.candles()),
                    known.asOfNanos(),
                    known.asOfNanos()))
        .onFailure(ProblemException.class)
        .recoverWithUni(() -> fresh(question, true));
  }

  private Uni<FigurePage> page(
      IndicatorQuestion question,
      List<Candle> candles,
      Lasting lasting,
      long asOfNanos,
      long horizonNanos) {
    return rows(question, candles)
        .chain(
            rows ->
                next(question, rows, asOfNanos, question.rows().toNanos())
                    .map(next -> new FigurePage(rows, next, lasting, asOfNanos, horizonNanos)));
  }

  private Uni<FigurePage> fresh(IndicatorQuestion question, boolean settled) {
    return readings
        .newest(question)
        .chain(
            candles -> {
              Lasting lasting = settled ? lasting(question, candles) : Lasting.LIVE;
              return rows(question, candles)
                  .chain(
                      rows ->
                          next(question, rows, Long.MAX_VALUE, readings.storedNanos())
                              // memory answers without the store, and this is nobody's for long
                              .onFailure(ProblemException.class)
                              .recoverWithItem(readings.reach(question))
                              .map(next -> new FigurePage(rows, next, lasting, null, 0)));
            });
  }

  private Uni<List<FigureRow>> rows(IndicatorQuestion question, List<Candle> candles) {
    long blocks = 2L + candles.size() / Block.INTERVALS;
    long figures = (long) question.columns().size() * question.rows().limit();
    return Aside.of(blocks * question.work() + FIGURE * figures, () -> computed(question, candles));
  }

  private List<FigureRow> computed(IndicatorQuestion question, List<Candle> candles) {
    List<PartialCandle> parts = candles.stream().map(PartialCandle::of).toList();
    Bars bars = Bars.of(parts);
    CandleRange wanted = question.rows();
    long reach = readings.reach(question);
    List<FigureRow> rows = new ArrayList<>();
    Block block = question.first();
    rows.addAll(FigureRow.of(block, bars, parts, question, wanted.fromNanos(), reach));
    while (block.endNanos() < reach && rows.size() < wanted.limit()) {
      block = block.next();
      rows.addAll(FigureRow.of(block, bars, parts, question, wanted.fromNanos(), reach));
    }
    return rows.subList(0, Math.min(rows.size(), wanted.limit()));
  }

  private Uni<Long> next(
      IndicatorQuestion question, List<FigureRow> rows, long asOfNanos, long knownNanos) {
    CandleRange wanted = question.rows();
    int limit = question.range(wanted.fromNanos(), readings.reach(question)).limit();
    CandleRange page =
        new CandleRange(
            wanted.series(), wanted.interval(), wanted.fromNanos(), wanted.toNanos(), limit);
    return history.next(page, rows.isEmpty(), asOfNanos, knownNanos);
  }

  /** Every candle that the figures are made of, and every one that may yet come before, counts. */
  private Lasting lasting(IndicatorQuestion question, List<Candle> candles) {
    CandleRange reading = question.reading(readings.reach(question));
    long lasting =
        candles.stream()
            .filter(candle -> candle.openTimeNanos() < reading.toNanos())
            .filter(Candle::lasts)
            .count();
    return lasting >= reading.limit() ? Lasting.IMMUTABLE : Lasting.HISTORY;
  }
}
