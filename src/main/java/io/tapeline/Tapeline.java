package io.tapeline;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tapeline.ops.embedded.EmbeddedStores;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the service starts: stores of our own where no others are named, then everything else. The
 * stores come up beside the service and go down after it.
 */
@QuarkusMain
public final class Tapeline {

  private static final long DRAIN_SECONDS = 30;

  private Tapeline() {}

  /** Settings come from the environment and system properties; see docs/operating. */
  public static void main(String... args) throws IOException {
    if (Boolean.getBoolean("tapeline.train")) {
      // only the start is trained, against stores that are not there
      System.setProperty("tapeline.store.enabled", "false");
      System.setProperty("tapeline.redis.enabled", "false");
      Quarkus.run(args);
      return;
    }
    EmbeddedStores stores = EmbeddedStores.prepare();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stores, stopped), "stores"));
    stores.start();
    try {
      Quarkus.run(null, Tapeline::exit, args);
    } finally {
      stopped.countDown();
    }
  }

  private static void exit(int code, @Nullable Throwable failure) {
    if (failure != null) {
      System.exit(code == 0 ? 1 : code);
    }
  }

  private static void stop(EmbeddedStores stores, CountDownLatch serviceStopped) {
    try {
      if (!serviceStopped.await(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        // stopped anyway: a store that is left running would be worse
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    stores.close();
  }
}
