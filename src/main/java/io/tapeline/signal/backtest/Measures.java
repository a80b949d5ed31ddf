package io.tapeline.signal.backtest;

import io.tapeline.signal.statistic.Performance;
import java.time.Duration;
import java.util.List;

/**
 * What is said of a track as a whole; each figure is not a number where there is nothing to make it
 * of.
 *
 * @param exposure share of the candles at whose close there was a position
 * @param trades how many were left again
 * @param hitRate share of those that made something
 * @param profitFactor what those made that made something, by what the others lost
 * @param turnover notional of each fill by what was there then, added up, a year
 * @param paid fees and slippage, as a share of what was there at the beginning
 */
public record Measures(
    Performance performance,
    double exposure,
    int trades,
    double hitRate,
    double profitFactor,
    double turnover,
    double paid) {

  private static final double YEAR = Duration.ofHours(8_766).toNanos();

  public static Measures of(Track track) {
    List<Trade> over = track.trades().stream().filter(trade -> trade.exit() != null).toList();
    double won = over.stream().mapToDouble(Trade::profit).filter(made -> made > 0).sum();
    double lost = -over.stream().mapToDouble(Trade::profit).filter(made -> made < 0).sum();
    long hits = over.stream().filter(trade -> trade.profit() > 0).count();
    int candles = track.worth().size();
    double years =
        (track.worth().closeTimeNanos(candles - 1) - track.worth().openTimeNanos(0)) / YEAR;
    return new Measures(
        Performance.of(track.worth(), 0),
        (double) track.exposed() / candles,
        over.size(),
        over.isEmpty() ? Double.NaN : (double) hits / over.size(),
        lost == 0 ? Double.NaN : won / lost,
        track.turnover() / years,
        track.paid());
  }
}
