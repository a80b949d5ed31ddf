package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.candle.load.RowCheck.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * One file, read twice: to check all of it, before anything of it is stored, and to store it. Both
 * times the same rows are fine.
 */
final class FileLoad {

  private final Path file;
  private final ImportOptions options;
  private final long nowNanos;
  private final long writtenNanos;
  private final FileReport report;

  /**
   * @param nowNanos candles that end later are refused
   */
  FileLoad(Path file, ImportOptions options, long nowNanos) throws IOException {
    this.file = file;
    this.options = options;
    long written = Files.getLastModifiedTime(file).toMillis() * 1_000_000;
    this.nowNanos = nowNanos;
    this.writtenNanos = options.lastRow() == LastRow.AUTO ? written : Long.MIN_VALUE;
    this.report = new FileReport(file);
  }

  FileReport report() {
    return report;
  }

  private interface RowSink {
    void row(RawRow row, Checked checked) throws IOException;
  }

  private void read(LongConsumer bytes, RowSink sink) throws IOException {
    try (RowReader rows = FileRows.open(file, bytes)) {
      Layout layout = Layout.of(rows, options.map());
      RowCheck check = new RowCheck(layout, options.interval(), nowNanos, writtenNanos);
      for (RawRow row = rows.next(); row != null; row = rows.next()) {
        sink.row(row, check.check(row));
      }
    }
  }

  /** The first reading: counts, and tells what is refused. */
  private final class Checking implements RowSink {
    private final SeenTimes seen = new SeenTimes(options.interval());
    private final Consumer<FileReport.RefusedRow> refused;
    private long before = Long.MIN_VALUE;

    Checking(Consumer<FileReport.RefusedRow> refused) {
      this.refused = refused;
    }

    @Override
    public void row(RawRow row, Checked checked) {
      report.rows++;
      switch (checked) {
        case Checked.Refused(String reason, String given) ->
            refused.accept(report.refuse(row.line(), reason, given));
        case Checked.Fine(Candle candle) -> fine(row, candle);
      }
    }

    private void fine(RawRow row, Candle candle) {
      SeenTimes.Earlier earlier = seen.add(candle, row.line());
      if (earlier.line() == 0) {
        report.fine++;
        if (candle.openTimeNanos() < before) {
          report.outOfOrder++;
        }
        before = candle.openTimeNanos();
      } else if (earlier.same()) {
        report.duplicates++;
      } else {
        refused.accept(
            report.refuse(row.line(), "another candle of the same time", "line " + earlier.line()));
      }
    }
  }

  /**
   * Reads the file to its end.
   *
   * @return whether anything of it can be stored
   */
  boolean check(LongConsumer bytes, Consumer<FileReport.RefusedRow> refused) {
    Checking checking = new Checking(refused);
    try {
      read(bytes, checking);
    } catch (IOException e) {
      String why = e.getMessage();
      report.refusedWhole = why == null ? e.toString() : why;
      return false;
    }
    report.missing = checking.seen.missing();
    newest = checking.seen.last();
    if (options.lastRow() == LastRow.DROP && report.fine > 0) {
      report.fine--;
    }
    return report.fine > 0;
  }

  private long newest;

  /** The second reading: hands on what is fine, in batches. */
  void store(LongConsumer bytes, WeekBatches.Sink sink) throws IOException {
    SeenTimes seen = new SeenTimes(options.interval());
    WeekBatches batches = new WeekBatches(sink);
    read(
        bytes,
        (row, checked) -> {
          if (checked instanceof Checked.Fine(Candle candle)
              && !(options.lastRow() == LastRow.DROP && candle.openTimeNanos() == newest)
              && seen.add(candle, row.line()).line() == 0) {
            batches.add(candle);
          }
        });
    report.stored += batches.finish();
  }
}
