package io.tapeline.signal.app;

import io.tapeline.candle.PartialCandle;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.indicator.Figures;
import io.tapeline.signal.indicator.Significant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What indicators say of one candle.
 *
 * @param complete the candle is over
 * @param settled all warm-ups were there: it does not matter how the figures began
 * @param figures one for each column, rounded; null where there is none
 */
public record FigureRow(
    long openTimeNanos, boolean complete, boolean settled, List<@Nullable BigDecimal> figures) {

  public FigureRow {
    figures = Collections.unmodifiableList(figures);
  }

  /**
   * The rows of a block.
   *
   * @param bars those of the block, and those before it that the warm-up takes
   * @param candles the candles of these bars
   * @param fromNanos first open time that is wanted, inclusive
   * @param toNanos exclusive
   */
  static List<FigureRow> of(
      Block block,
      Bars bars,
      List<PartialCandle> candles,
      IndicatorQuestion question,
      long fromNanos,
      long toNanos) {
    Figures figures = Figures.of(block, bars, question.choices());
    int offset = bars.indexFrom(block.startNanos());
    int last = figures.bars().indexFrom(toNanos);
    List<FigureRow> rows = new ArrayList<>();
    for (int bar = figures.bars().indexFrom(fromNanos); bar < last; bar++) {
      rows.add(row(figures, bar, candles.get(offset + bar).complete()));
    }
    return rows;
  }

  private static FigureRow row(Figures figures, int bar, boolean complete) {
    List<@Nullable BigDecimal> values = new ArrayList<>(figures.columns());
    for (int column = 0; column < figures.columns(); column++) {
      values.add(Significant.of(figures.at(column, bar)));
    }
    return new FigureRow(
        figures.bars().openTimeNanos(bar), complete, figures.isSettled(bar), values);
  }
}
