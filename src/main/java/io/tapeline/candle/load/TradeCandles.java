package io.tapeline.candle.load;

import io.tapeline.http.Times;
import io.tapeline.load.FileReport;
import io.tapeline.load.ImportProgress;
import io.tapeline.market.Interval;
import io.tapeline.tape.load.MarketTrades;
import io.tapeline.tape.load.TimeRanges.Range;
import io.tapeline.tape.load.ToldTime;
import io.tapeline.tape.load.TradeImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the candles of the minutes that a file of trades touches, of all trades that are stored of
 * them. What stands already stays, so that again changes nothing.
 */
final class TradeCandles implements TradeImport.Sequel {

  private final MarketTrades trades;
  private final Standing standing;
  private final long secondsFromNanos;
  private final ImportProgress progress;

  /**
   * @param secondsFromNanos older seconds are not kept, so not made
   */
  TradeCandles(
      MarketTrades trades, Standing standing, long secondsFromNanos, ImportProgress progress) {
    this.trades = trades;
    this.standing = standing;
    this.secondsFromNanos = secondsFromNanos;
    this.progress = progress;
  }

  @Override
  public void after(Path file, ToldTime told, FileReport report) throws IOException {
    Settling settling = new Settling(standing, secondsFromNanos);
    MinuteMaker maker = new MinuteMaker(told.known(), settling::add);
    long from = told.minutes().getFirst().fromNanos();
    double share = (double) Files.size(file) / (told.minutes().getLast().toNanos() - from);
    for (Range range : told.minutes()) {
      long day = range.fromNanos();
      while (day < range.toNanos()) {
        long end = Math.min(range.toNanos(), Interval.D1.floor(day) + Interval.D1.nanos());
        make(new Range(day, end), told, maker);
        progress.read((long) (share * (end - from)) - (long) (share * (day - from)));
        day = end;
      }
      settling.end();
    }
    report.note("%d minutes of candles made or corrected".formatted(settling.finish()));
  }

  private void make(Range range, ToldTime told, MinuteMaker maker) throws IOException {
    AtomicBoolean empty = new AtomicBoolean(true);
    trades.each(
        range.fromNanos(),
        range.toNanos(),
        page -> {
          if (!page.isEmpty()) {
            empty.set(false);
            maker.add(page);
          }
        });
    // what is past its retention goes by whole days: nothing may follow from what is not there
    if (empty.get()
        && told.days().contains(Math.floorDiv(range.fromNanos(), Interval.D1.nanos()))) {
      throw new IOException(
          "the trades of %s were dropped while they were imported: a service beside keeps them for less long"
              .formatted(Times.format(Interval.D1.floor(range.fromNanos()))));
    }
    maker.pass(range.toNanos());
  }
}
