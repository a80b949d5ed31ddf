package io.tapeline.tape.load;

import io.tapeline.load.Batches;
import io.tapeline.load.FileReport;
import io.tapeline.load.Refusal;
import io.tapeline.load.RefusedLines;
import io.tapeline.load.file.FileRows;
import io.tapeline.load.file.RawRow;
import io.tapeline.load.file.RowReader;
import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * One file of trades, read twice: to check all of it, before anything of it is stored, and to store
 * it. Both times the same rows are fine.
 */
final class TradeFile {

  private static final int BATCH_ROWS = 10_000;

  /** So far a stored trade may lie from its row in the file. */
  private static final long SLACK = Interval.S1.nanos();

  private final Path file;
  private final TradeTerms terms;
  private final RefusedLines refused;
  private final FileReport report;

  TradeFile(Path file, TradeTerms terms, RefusedLines refused) {
    this.file = file;
    this.terms = terms;
    this.refused = refused;
    this.report = new FileReport(file);
  }

  FileReport report() {
    return report;
  }

  private interface RowSink {
    void fine(FileTrade trade) throws IOException;

    void twice();

    void refused(RawRow row, Refusal why);
  }

  private void read(LongConsumer bytes, RowSink sink) throws IOException {
    try (RowReader rows = FileRows.open(file, bytes)) {
      TradeCheck check = new TradeCheck(TradeColumn.layout(rows, terms.map()), terms);
      SeenTrades seen = new SeenTrades(terms.market());
      for (RawRow row = rows.next(); row != null; row = rows.next()) {
        FileTrade trade;
        try {
          trade = seen.take(check.check(row));
        } catch (Refusal why) {
          sink.refused(row, why);
          continue;
        }
        if (trade == null) {
          sink.twice();
        } else {
          sink.fine(trade);
        }
      }
    }
  }

  /** The first reading: counts, and tells what is refused. */
  private final class Checking implements RowSink {
    private final KnownTime known = new KnownTime();
    private long before = Long.MIN_VALUE;

    @Override
    public void fine(FileTrade told) {
      report.row();
      report.fine();
      long time = told.trade().eventTimeNanos();
      if (time < before) {
        report.outOfOrder();
      }
      before = time;
      known.add(told.trade());
    }

    @Override
    public void twice() {
      report.row();
      report.duplicate();
    }

    @Override
    public void refused(RawRow row, Refusal why) {
      report.row();
      known.refused();
      refused.write(report.refuse(row.line(), why));
    }
  }

  /**
   * Reads the file to its end; if it can be read so far, tells what it knows. Whether anything of
   * it can be stored, the report says.
   */
  ToldTime check(LongConsumer bytes) {
    Checking checking = new Checking();
    try {
      read(bytes, checking);
    } catch (IOException e) {
      report.refuseWhole(e);
    }
    return checking.known.told();
  }

  /**
   * The second reading: stores what is fine and not there yet, in batches.
   *
   * @param stored hears how many rows were looked at
   */
  void store(ToldTime told, MarketTrades trades, LongConsumer bytes, IntConsumer stored)
      throws IOException {
    Batches<FileTrade> batches =
        new Batches<>(
            each -> Interval.D1.floor(each.trade().eventTimeNanos()),
            BATCH_ROWS,
            batch -> {
              stored.accept(batch.size());
              return store(batch, told, trades);
            });
    read(
        bytes,
        new RowSink() {
          @Override
          public void fine(FileTrade trade) throws IOException {
            batches.add(trade);
          }

          @Override
          public void twice() {}

          @Override
          public void refused(RawRow row, Refusal why) {}
        });
    report.stored(batches.finish());
  }

  private int store(List<FileTrade> batch, ToldTime told, MarketTrades trades) throws IOException {
    long from = batch.stream().mapToLong(each -> each.trade().eventTimeNanos()).min().orElseThrow();
    long to = batch.stream().mapToLong(each -> each.trade().eventTimeNanos()).max().orElseThrow();
    AlreadyThere there = new AlreadyThere(told.resolutionNanos());
    trades.each(from - SLACK, to + SLACK + 1, there::add);
    List<Trade> fresh = new ArrayList<>();
    for (FileTrade each : batch) {
      try {
        if (!there.has(each)) {
          fresh.add(each.trade());
        }
      } catch (Refusal why) {
        report.notFine();
        refused.write(report.refuse(each.line(), why));
      }
    }
    return trades.write(fresh);
  }
}
