package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.load.FileReport;
import io.tapeline.load.ImportProgress;
import io.tapeline.load.ImportRun;
import io.tapeline.load.RefusedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Imports files of candles into the store. Each is checked to its end before anything of it is
 * stored, then stored week by week, each week all or nothing; what is there already is left alone,
 * so that an import that was stopped or killed is finished by running it again.
 */
final class CandleImport {

  private static final int READINGS = 2;

  private final Standing standing;
  private final ImportOptions options;
  private final ImportProgress progress;
  private final long nowNanos;

  CandleImport(CandleStore store, ImportOptions options, ImportProgress progress, long nowNanos) {
    this.standing = new Standing(store, Series.of(options.market()));
    this.options = options;
    this.progress = progress;
    this.nowNanos = nowNanos;
  }

  /** What became of each file. */
  List<FileReport> run() throws IOException {
    return new ImportRun(options.paths(), options.refused(), progress).run(READINGS, this::load);
  }

  private FileReport load(Path path, RefusedLines refused) throws IOException {
    CandleFile file = new CandleFile(path, options, nowNanos);
    if (file.check(progress::read, refused)) {
      file.store(progress::read, this::store);
    }
    return file.report();
  }

  /** Only what is not there yet, or not so, is written. */
  private int store(List<Candle> batch) {
    long from = batch.stream().mapToLong(Candle::openTimeNanos).min().orElseThrow();
    long to = batch.stream().mapToLong(Candle::openTimeNanos).max().orElseThrow() + 1;
    Map<Long, Candle> there = standing.between(options.candleInterval(), from, to);
    List<Candle> fresh = new ArrayList<>();
    for (Candle candle : batch) {
      Candle before = there.get(candle.openTimeNanos());
      if (before == null) {
        fresh.add(candle);
      } else if (!before.withRevision(1).equals(candle)) {
        fresh.add(candle.withRevision(before.revision() + 1));
      }
    }
    standing.write(fresh);
    progress.rows(batch.size());
    return fresh.size();
  }
}
