package io.tapeline.candle.load;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.load.FileReport;
import io.tapeline.load.ImportFiles;
import io.tapeline.load.ImportProgress;
import io.tapeline.load.ImportRun;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Retention;
import io.tapeline.ops.store.RetentionConfig;
import io.tapeline.tape.app.TradeStore;
import io.tapeline.tape.load.MarketTrades;
import io.tapeline.tape.load.TradeImport;
import io.tapeline.tape.load.TradeTerms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * {@code ./tapeline import}: the service without feed and HTTP. Ends with 0 if all rows are in, 1
 * if some were refused, 2 if nothing could be done.
 */
@Unremovable
@ApplicationScoped
public class ImportCommand implements QuarkusApplication {

  private static final Logger LOG = Logger.getLogger(ImportCommand.class);
  private static final int ALL_IN = 0;
  private static final int SOME_REFUSED = 1;
  private static final int NOTHING_DONE = 2;
  private static final long OPENING_SECONDS = 90;
  private static final long LOOK_EVERY_MILLIS = 20;

  /** What the tape may still revise, and a little more. */
  private static final Duration SETTLING = Duration.ofMinutes(1);

  private final Instance<CandleStore> candles;
  private final Instance<TradeStore> trades;
  private final CandleConfig config;
  private final RetentionConfig retention;
  private final FeedName feed;
  private final Database database;
  private final Clock clock;

  public ImportCommand(
      @Any Instance<CandleStore> candles,
      @Any Instance<TradeStore> trades,
      CandleConfig config,
      RetentionConfig retention,
      FeedName feed,
      Database database,
      Clock clock) {
    this.candles = candles;
    this.trades = trades;
    this.config = config;
    this.retention = retention;
    this.feed = feed;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Whether these arguments make sense, before anything starts.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static void check(List<String> arguments) {
    ImportFiles.of(ImportOptions.parse(arguments).paths());
  }

  @Override
  public int run(String... arguments) {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
      try {
        awaitDatabase();
        return run(ImportOptions.parse(List.of(arguments)), out);
      } catch (IOException | RuntimeException e) {
        LOG.error("the import failed", e);
        out.println("tapeline: the import stopped: " + e.getMessage());
        out.println("What is stored is whole; run it again to go on.");
        return NOTHING_DONE;
      }
    }
  }

  private int run(ImportOptions options, PrintStream out) throws IOException {
    var progress = new ImportProgress(out, Boolean.getBoolean("tapeline.import.terminal"));
    List<FileReport> reports =
        options.areTrades()
            ? trades(options, progress)
            : new CandleImport(candles.get(), options, progress, nowNanos()).run();
    reports.forEach(report -> report.lines().forEach(out::println));
    if (reports.stream().allMatch(report -> report.fineRows() == 0)) {
      return NOTHING_DONE;
    }
    boolean whole =
        reports.stream().allMatch(each -> each.refusedWhole() == null && each.refused() == 0);
    return whole ? ALL_IN : SOME_REFUSED;
  }

  private List<FileReport> trades(ImportOptions options, ImportProgress progress)
      throws IOException {
    long now = nowNanos();
    long settled = now - config.remember().toNanos() - SETTLING.toNanos();
    boolean kept = feed.id().equals(Retention.REPLAY);
    TradeTerms terms =
        new TradeTerms(
            options.market(),
            options.map(),
            now,
            settled,
            kept ? Long.MIN_VALUE : now - retention.trades().toNanos());
    MarketTrades stored = new MarketTrades(trades.get(), options.market());
    Standing standing = new Standing(candles.get(), Series.of(options.market()));
    long seconds = kept ? Long.MIN_VALUE : now - retention.seconds().toNanos();
    TradeCandles sequel =
        options.candles() ? new TradeCandles(stored, standing, seconds, progress) : null;
    return new TradeImport(stored, terms, progress, sequel)
        .run(new ImportRun(options.paths(), options.refused(), progress));
  }

  private long nowNanos() {
    return clock.millis() * 1_000_000;
  }

  private void awaitDatabase() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(OPENING_SECONDS);
    while (!database.isOpen()) {
      String problem = database.problem().orElse("");
      if (System.nanoTime() > deadline || problem.startsWith("it holds the feed")) {
        throw new IOException("the database: " + problem);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("stopped", e);
      }
    }
  }
}
