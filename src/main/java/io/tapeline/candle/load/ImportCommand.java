package io.tapeline.candle.load;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.ops.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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

  private final Instance<CandleStore> stores;
  private final Database database;
  private final Clock clock;

  public ImportCommand(@Any Instance<CandleStore> stores, Database database, Clock clock) {
    this.stores = stores;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Whether these arguments make sense, before anything starts.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static void check(List<String> arguments) {
    ImportOptions.parse(arguments);
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
    var load = new CandleImport(stores.get(), options, progress, clock.millis() * 1_000_000);
    List<FileReport> reports = load.run();
    reports.forEach(report -> report.lines().forEach(out::println));
    if (reports.stream().allMatch(report -> report.fine == 0)) {
      return NOTHING_DONE;
    }
    boolean whole =
        reports.stream().allMatch(each -> each.refusedWhole == null && each.refused() == 0);
    return whole ? ALL_IN : SOME_REFUSED;
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
