package io.tapeline.tape.load;

import io.tapeline.load.FileReport;
import io.tapeline.load.ImportProgress;
import io.tapeline.load.ImportRun;
import io.tapeline.load.RefusedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Imports files of trades into the store. Each is checked to its end before anything of it is
 * stored, then stored batch by batch, each all or nothing; what is there already is left alone, so
 * that an import that was stopped or killed is finished by running it again.
 */
public final class TradeImport {

  /** To check, and to store. */
  private static final int READINGS = 2;

  /** What is done once the trades of a file are in. */
  public interface Sequel {
    void after(Path file, ToldTime told, FileReport report) throws IOException;
  }

  private final MarketTrades stored;
  private final TradeTerms terms;
  private final ImportProgress progress;
  private final @Nullable Sequel sequel;

  /**
   * @param sequel null for nothing
   */
  public TradeImport(
      MarketTrades stored, TradeTerms terms, ImportProgress progress, @Nullable Sequel sequel) {
    this.stored = stored;
    this.terms = terms;
    this.progress = progress;
    this.sequel = sequel;
  }

  /** What became of each file. */
  public List<FileReport> run(ImportRun run) throws IOException {
    return run.run(sequel == null ? READINGS : READINGS + 1, this::load);
  }

  private FileReport load(Path path, RefusedLines refused) throws IOException {
    TradeFile file = new TradeFile(path, terms, refused);
    ToldTime told = file.check(progress::read);
    FileReport report = file.report();
    if (report.refusedWhole() == null && report.fineRows() > 0) {
      file.store(told, stored, progress::read, progress::rows);
      if (sequel != null) {
        sequel.after(path, told, report);
      }
    }
    return report;
  }
}
