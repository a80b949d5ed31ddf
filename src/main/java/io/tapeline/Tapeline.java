package io.tapeline;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import io.tapeline.access.command.AdminCommand;
import io.tapeline.access.policy.PolicyCommand;
import io.tapeline.access.policy.PolicyFile;
import io.tapeline.candle.load.ImportCommand;
import io.tapeline.chain.command.ProofCommand;
import io.tapeline.exchange.app.FeedSpec;
import io.tapeline.http.connection.TlsSettings;
import io.tapeline.ops.Clocks;
import io.tapeline.ops.embedded.EmbeddedStores;
import io.tapeline.ops.embedded.FeedFolder;
import io.tapeline.signing.command.VerifyCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the service starts: stores of our own where no others are named, then everything else. The
 * stores come up beside the service and go down after it.
 */
@QuarkusMain
public final class Tapeline {

  private static final Logger LOG = Logger.getLogger(Tapeline.class);

  /** Nothing was started, and somebody has to change something first. */
  private static final int REFUSED = 2;

  /** Exit codes from here on mean a signal, and that the process is already on its way out. */
  private static final int SIGNALLED = 128;

  private static final Set<String> COMMANDS =
      Set.of("keys", "tenants", "usage", "policy", "verify");
  private static final long DRAIN_SECONDS = 30;
  private static final CountDownLatch SERVICE_STOPPED = new CountDownLatch(1);

  private Tapeline() {}

  /** Settings come from the environment and system properties; see docs/operating. */
  public static void main(String... args) throws IOException {
    // the server would refuse odd addresses without a word; we say what is wrong with them
    System.setProperty("vertx.disableURIValidation", "true");
    if (Boolean.getBoolean("tapeline.train")) {
      // only the start is trained, against stores that are not there
      System.setProperty("tapeline.store.enabled", "false");
      System.setProperty("tapeline.redis.enabled", "false");
      Quarkus.run(args);
      return;
    }
    if (args.length > 0 && COMMANDS.contains(args[0])) {
      System.exit(command(List.of(args)));
    }
    FeedFolder folder = FeedFolder.configured();
    if (args.length > 0 && args[0].equals("import")) {
      importFiles(folder, Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    EmbeddedStores stores =
        prepare(
            folder,
            () -> {
              checkSettings();
              return EmbeddedStores.prepare(folder, Boolean.getBoolean("tapeline.fresh"));
            });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stores), "stores"));
    stores.start();
    try {
      Quarkus.run(null, (code, failure) -> exit(folder, code, failure), args);
    } finally {
      SERVICE_STOPPED.countDown();
    }
  }

  /** What needs no stores. */
  private static int command(List<String> words) {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      List<String> rest = words.subList(1, words.size());
      return switch (words.getFirst()) {
        case "policy" -> new PolicyCommand(PolicyFile.shipped().rules().routes()).run(rest, out);
        case "verify" ->
            ProofCommand.isFor(rest)
                ? new ProofCommand(out).run(rest)
                : new VerifyCommand(out).run(rest);
        default -> new AdminCommand(System.getenv(), new Clocks().clock(), out).run(words);
      };
    }
  }

  /** The service without feed, HTTP and Redis, for as long as the import takes. */
  private static void importFiles(FeedFolder folder, String... args) throws IOException {
    EmbeddedStores stores =
        prepare(
            folder,
            () -> {
              FeedSpec.parse(System.getProperty("tapeline.feed", "sandbox"));
              ImportCommand.check(List.of(args));
              return EmbeddedStores.join(folder);
            });
    // what tells how far the service is belongs to the service that may run beside us
    System.clearProperty("tapeline.home");
    System.setProperty("tapeline.feed-enabled", "false");
    System.setProperty("tapeline.redis.enabled", "false");
    System.setProperty("quarkus.http.host-enabled", "false");
    System.setProperty("quarkus.management.host-enabled", "false");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stores), "stores"));
    stores.start();
    try {
      Quarkus.run(ImportCommand.class, (code, failure) -> exit(folder, code, failure), args);
    } finally {
      SERVICE_STOPPED.countDown();
    }
  }

  private interface Preparation {
    EmbeddedStores stores() throws IOException;
  }

  private static EmbeddedStores prepare(FeedFolder folder, Preparation preparation)
      throws IOException {
    try {
      return preparation.stores();
    } catch (IOException | IllegalArgumentException e) {
      String why = e instanceof FileSystemException ? e.toString() : e.getMessage();
      LOG.error(why);
      folder.refused(String.valueOf(why));
      System.exit(REFUSED);
      throw e;
    }
  }

  /** What can be known to be wrong before anything starts. */
  private static void checkSettings() {
    FeedSpec.parse(System.getProperty("tapeline.feed", "sandbox"));
    TlsSettings.configured().forEach(System::setProperty);
    checkPort("quarkus.http.port");
    checkPort("quarkus.http.ssl-port");
    checkPort("quarkus.management.port");
  }

  private static void checkPort(String property) {
    int port = Integer.getInteger(property, 0);
    if (PortCheck.isTaken(port)) {
      throw new IllegalArgumentException(
          "port %d is taken by another program. Choose others with --port N: N and, for probes and metrics, N + 1"
              .formatted(port));
    }
  }

  private static void exit(FeedFolder folder, int code, @Nullable Throwable failure) {
    SERVICE_STOPPED.countDown();
    if (failure != null) {
      refuse(folder, failure);
      System.exit(code == 0 ? 1 : code);
    } else if (code != 0 && code < SIGNALLED) {
      System.exit(code);
    }
  }

  /** What is wrong with the configuration can be said; anything else is for the log. */
  private static void refuse(FeedFolder folder, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigValidationException || cause instanceof NoSuchElementException) {
        say(folder, String.valueOf(cause.getMessage()));
        return;
      }
    }
  }

  private static void say(FeedFolder folder, String why) {
    try {
      folder.refused(why);
    } catch (IOException e) {
      LOG.errorf("%s (and that can't be said: %s)", why, e.getMessage());
    }
  }

  /** Runs when the process ends, beside the service's own end, which needs the stores. */
  private static void stop(EmbeddedStores stores) {
    try {
      if (!SERVICE_STOPPED.await(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the service takes long to stop; its stores are stopped anyway");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    stores.close();
  }
}
