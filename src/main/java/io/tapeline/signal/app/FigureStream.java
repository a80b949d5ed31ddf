package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Block;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that indicators say of a range as it was known at a moment, a block at a time. Memory holds
 * one block and the warm-up before it, however long the range is.
 *
 * <p>To be asked by one caller, for the next rows after those before have come.
 */
public final class FigureStream {

  private static final Set<Part> PARTS =
      EnumSet.of(Part.OPEN, Part.HIGH, Part.LOW, Part.CLOSE, Part.VOLUME, Part.COMPLETE);

  private final CandleHistory history;
  private final IndicatorQuestion question;
  private final CandleRange wanted;
  private final long asOfNanos;
  private final int warmup;

  /** The next one that is read; null at the end. */
  private @Nullable Block block;

  private List<PartialCandle> before = List.of();
  private boolean begun;

  FigureStream(CandleHistory history, IndicatorQuestion question, long asOfNanos) {
    this.history = history;
    this.question = question;
    this.wanted = question.rows();
    this.asOfNanos = asOfNanos;
    this.warmup = question.warmup();
    this.block = question.first();
  }

  /** The next rows, ascending; none at the end. Fails with {@code store_unavailable}. */
  public Uni<List<FigureRow>> next() {
    Block now = block;
    if (now == null) {
      return Uni.createFrom().item(List.of());
    }
    return begun ? next(now) : warmUp(now).chain(() -> next(now));
  }

  private Uni<Void> warmUp(Block now) {
    begun = true;
    return read(now.windowNanos(warmup), now.startNanos())
        .invoke(candles -> before = candles)
        .replaceWithVoid();
  }

  private Uni<List<FigureRow>> next(Block now) {
    block = now.endNanos() < wanted.toNanos() ? now.next() : null;
    return read(now.startNanos(), Math.min(now.endNanos(), wanted.toNanos()))
        .chain(candles -> candles.isEmpty() ? behindTheGap() : rows(now, candles))
        .chain(rows -> rows.isEmpty() ? next() : Uni.createFrom().item(rows));
  }

  private Uni<List<PartialCandle>> read(long fromNanos, long toNanos) {
    return fromNanos >= toNanos
        ? Uni.createFrom().item(List.of())
        : history.read(question.range(fromNanos, toNanos), asOfNanos, PARTS);
  }

  /** On to the block of the first candle that comes; there is nothing to tell before it. */
  private Uni<List<FigureRow>> behindTheGap() {
    Block from = block;
    if (from == null) {
      return Uni.createFrom().item(List.of());
    }
    return history
        .first(question.range(from.startNanos(), wanted.toNanos()), asOfNanos)
        .invoke(open -> block = open.map(this::holding).orElse(null))
        .map(_ -> List.of());
  }

  private Block holding(long timeNanos) {
    return Block.holding(wanted.interval(), timeNanos);
  }

  private Uni<List<FigureRow>> rows(Block now, List<PartialCandle> candles) {
    List<PartialCandle> all = new ArrayList<>(before);
    all.addAll(candles);
    long window = now.endNanos() < wanted.toNanos() ? now.next().windowNanos(warmup) : 0;
    before = all.stream().filter(candle -> candle.openTimeNanos() >= window).toList();
    return Aside.of(
        Long.MAX_VALUE,
        () -> FigureRow.of(now, Bars.of(all), all, question, wanted.fromNanos(), wanted.toNanos()));
  }
}
