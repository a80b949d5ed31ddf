package io.tapeline.ops.health;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Tells whoever started the process that it is ready, by making a file; and ends a process that was
 * started only to train its start.
 */
@ApplicationScoped
public class ReadyFile {

  private static final Logger LOG = Logger.getLogger(ReadyFile.class);
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final long TRAIN_MILLIS = 8_000;

  private final Vertx vertx;
  private final ServiceReadiness readiness;
  private final Optional<String> file;
  private final boolean train;

  public ReadyFile(
      Vertx vertx,
      @Readiness ServiceReadiness readiness,
      @ConfigProperty(name = "tapeline.ready-file") Optional<String> file,
      @ConfigProperty(name = "tapeline.train", defaultValue = "false") boolean train) {
    this.vertx = vertx;
    this.readiness = readiness;
    this.file = file;
    this.train = train;
  }

  void start(@Observes StartupEvent event) {
    file.ifPresent(name -> vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> look(timer, name)));
    if (train) {
      vertx.setTimer(TRAIN_MILLIS, _ -> Quarkus.asyncExit(0));
    }
  }

  private void look(long timer, String name) {
    if (readiness.isReady()) {
      vertx.cancelTimer(timer);
      vertx.executeBlocking(() -> write(Path.of(name)), false);
    }
  }

  private static boolean write(Path path) {
    try {
      Files.writeString(path, Long.toString(ProcessHandle.current().pid()));
      return true;
    } catch (IOException e) {
      LOG.errorf("can't say that the service is ready: %s", e.getMessage());
      return false;
    }
  }
}
