package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.load.Batches;
import io.tapeline.load.FileReport;
import io.tapeline.load.Refusal;
import io.tapeline.load.RefusedLines;
import io.tapeline.load.file.FileRows;
import io.tapeline.load.file.RawRow;
import io.tapeline.load.file.RowReader;
import io.tapeline.market.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * One file of candles, read twice: to check all of it, before anything of it is stored, and to
 * store it. Both times the same rows are fine.
 */
final class CandleFile {

  /** Minutes are gathered by the week, as the longest candle that follows from them is a week's. */
  private static final int BATCH_ROWS = 10_080;

  /** So many rows don't all begin longer intervals by chance. */
  private static final int ENOUGH_TO_TELL = 10;

  private final Path file;
  private final ImportOptions options;
  private final Interval interval;
  private final long nowNanos;
  private final long writtenNanos;
  private final FileReport report;
  private long newest;

  /**
   * @param nowNanos candles that end later are refused
   */
  CandleFile(Path file, ImportOptions options, long nowNanos) throws IOException {
    this.file = file;
    this.options = options;
    this.interval = options.candleInterval();
    long written = Files.getLastModifiedTime(file).toMillis() * 1_000_000;
    this.nowNanos = nowNanos;
    this.writtenNanos = options.lastRow() == LastRow.AUTO ? written : Long.MIN_VALUE;
    this.report = new FileReport(file);
  }

  FileReport report() {
    return report;
  }

  private interface RowSink {
    void fine(RawRow row, Candle candle) throws IOException;

    void refused(RawRow row, Refusal why);
  }

  private void read(LongConsumer bytes, RowSink sink) throws IOException {
    try (RowReader rows = FileRows.open(file, bytes)) {
      var layout = CandleColumn.layout(rows, options.map());
      CandleCheck check = new CandleCheck(layout, interval, nowNanos, writtenNanos);
      for (RawRow row = rows.next(); row != null; row = rows.next()) {
        Candle candle;
        try {
          candle = check.candle(row);
        } catch (Refusal why) {
          sink.refused(row, why);
          continue;
        }
        sink.fine(row, candle);
      }
    }
  }

  /** The first reading: counts, and tells what is refused. */
  private final class Checking implements RowSink {
    private final SeenTimes seen = new SeenTimes(interval);
    private final RefusedLines refused;
    private long before = Long.MIN_VALUE;

    /** Those that every fine row begins. */
    private final Set<Interval> begun = EnumSet.allOf(Interval.class);

    Checking(RefusedLines refused) {
      this.refused = refused;
    }

    @Override
    public void refused(RawRow row, Refusal why) {
      report.row();
      refused.write(report.refuse(row.line(), why));
    }

    @Override
    public void fine(RawRow row, Candle candle) {
      SeenTimes.Earlier earlier = seen.add(candle, row.line());
      if (earlier.line() > 0 && !earlier.same()) {
        refused(row, new Refusal("another candle of the same time", "line " + earlier.line()));
        return;
      }
      report.row();
      if (earlier.line() > 0) {
        report.duplicate();
        return;
      }
      report.fine();
      long open = candle.openTimeNanos();
      begun.removeIf(length -> length.floor(open) != open);
      if (candle.openTimeNanos() < before) {
        report.outOfOrder();
      }
      before = candle.openTimeNanos();
    }
  }

  /**
   * Reads the file to its end.
   *
   * @return whether anything of it can be stored
   */
  boolean check(LongConsumer bytes, RefusedLines refused) {
    Checking checking = new Checking(refused);
    try {
      read(bytes, checking);
    } catch (IOException e) {
      report.refuseWhole(e);
      return false;
    }
    Interval longest = Collections.max(checking.begun);
    if (longest != interval && report.fineRows() >= ENOUGH_TO_TELL) {
      report.refuseWhole(
          "every row begins an interval of %1$s, as candles of %1$s do: import them with --interval %1$s"
              .formatted(longest));
      return false;
    }
    long missing = checking.seen.missing();
    if (missing > 0) {
      report.note("%d intervals within it are missing and stay so".formatted(missing));
    }
    newest = checking.seen.last();
    if (options.lastRow() == LastRow.DROP && report.fineRows() > 0) {
      report.notFine();
    }
    return report.fineRows() > 0;
  }

  /** The second reading: hands on what is fine, in batches. */
  void store(LongConsumer bytes, Batches.Sink<Candle> sink) throws IOException {
    SeenTimes seen = new SeenTimes(interval);
    Batches<Candle> batches = new Batches<>(this::week, BATCH_ROWS, sink);
    read(
        bytes,
        new RowSink() {
          @Override
          public void fine(RawRow row, Candle candle) throws IOException {
            boolean dropped = options.lastRow() == LastRow.DROP && candle.openTimeNanos() == newest;
            if (!dropped && seen.add(candle, row.line()).line() == 0) {
              batches.add(candle);
            }
          }

          @Override
          public void refused(RawRow row, Refusal why) {}
        });
    report.stored(batches.finish());
  }

  private long week(Candle candle) {
    return interval == Interval.M1 ? Interval.W1.floor(candle.openTimeNanos()) : Long.MIN_VALUE;
  }
}
