package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Imports files into the store. Each is checked to its end before anything of it is stored, then
 * stored week by week, each week all or nothing; what is there already is left alone, so that an
 * import that was stopped or killed is finished by running it again.
 */
final class CandleImport {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final CandleStore store;
  private final ImportOptions options;
  private final ImportProgress progress;
  private final long nowNanos;

  CandleImport(CandleStore store, ImportOptions options, ImportProgress progress, long nowNanos) {
    this.store = store;
    this.options = options;
    this.progress = progress;
    this.nowNanos = nowNanos;
  }

  /** What became of each file. */
  List<FileReport> run() throws IOException {
    List<Path> files = files();
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    progress.begin(2 * bytes);
    List<FileReport> reports = new ArrayList<>();
    try (RefusedFile refused = new RefusedFile(options.refused())) {
      for (Path file : files) {
        reports.add(run(file, refused));
      }
    }
    progress.end();
    return reports;
  }

  /**
   * @throws IOException with a message for people if a path leads nowhere
   */
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : options.paths()) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> tree = Files.walk(path)) {
          files.addAll(
              new TreeSet<>(
                  tree.filter(Files::isRegularFile).filter(FileRows::isReadable).toList()));
        }
      } else if (Files.isReadable(path)) {
        files.add(path);
      } else {
        throw new IOException("the file '" + path + "' can't be read");
      }
    }
    if (files.isEmpty()) {
      throw new IOException("no file to import in " + options.paths());
    }
    return files;
  }

  private FileReport run(Path file, RefusedFile refused) throws IOException {
    FileLoad load = new FileLoad(file, options, nowNanos);
    progress.file(file.getFileName().toString());
    if (load.check(progress::read, refused::write)) {
      load.store(progress::read, this::store);
    }
    return load.report();
  }

  /** Only what is not there yet, or not so, is written. */
  private int store(List<Candle> batch) {
    Map<Long, Candle> there = stored(batch);
    List<Rung> fresh = new ArrayList<>();
    for (Candle candle : batch) {
      Candle before = there.get(candle.openTimeNanos());
      if (before == null) {
        fresh.add(new Rung(series(), candle));
      } else if (!before.withRevision(1).equals(candle)) {
        fresh.add(new Rung(series(), candle.withRevision(before.revision() + 1)));
      }
    }
    if (!fresh.isEmpty()) {
      store.write(fresh).await().atMost(PATIENCE);
    }
    progress.rows(batch.size());
    return fresh.size();
  }

  private Series series() {
    return options.series();
  }

  private Map<Long, Candle> stored(List<Candle> batch) {
    long from = batch.stream().mapToLong(Candle::openTimeNanos).min().orElseThrow();
    long to = batch.stream().mapToLong(Candle::openTimeNanos).max().orElseThrow() + 1;
    Map<Long, Candle> there = new HashMap<>();
    // a batch may lie scattered over years: what lies between is read in parts
    int most = 20_000;
    List<Candle> part;
    do {
      part =
          store
              .closed(series(), options.interval(), from, to, Long.MAX_VALUE, most)
              .await()
              .atMost(PATIENCE);
      part.forEach(candle -> there.put(candle.openTimeNanos(), candle));
      if (!part.isEmpty()) {
        from = part.getLast().openTimeNanos() + 1;
      }
    } while (part.size() == most);
    return there;
  }

  /** All refused lines, where somebody wants them. */
  private static final class RefusedFile implements AutoCloseable {
    private final @Nullable BufferedWriter writer;

    RefusedFile(@Nullable Path file) throws IOException {
      writer = file == null ? null : Files.newBufferedWriter(file);
    }

    void write(FileReport.RefusedRow row) {
      if (writer == null) {
        return;
      }
      try {
        writer.write(row + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      if (writer != null) {
        writer.close();
      }
    }
  }
}
