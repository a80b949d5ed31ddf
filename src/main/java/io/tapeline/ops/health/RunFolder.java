package io.tapeline.ops.health;

import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.Part;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever started the process how far it is, in files under {@code run/}: {@code waiting} has
 * what is still missing, {@code ready} the process id once the service is ready and its own parts
 * are there. A part that does not come is not waited for long: the service goes on without it.
 */
@ApplicationScoped
public class RunFolder {

  private static final Logger LOG = Logger.getLogger(RunFolder.class);
  private static final long LOOK_EVERY_MILLIS = 20;
  private static final int LOOKS_FOR_PARTS = 1_500;

  private final Vertx vertx;
  private final ServiceReadiness readiness;
  private final Instance<Part> parts;
  private final @Nullable Path folder;
  private List<String> told = List.of();
  private int looksForParts;

  public RunFolder(
      Vertx vertx,
      @Readiness ServiceReadiness readiness,
      @Any Instance<Part> parts,
      @ConfigProperty(name = "tapeline.home") Optional<String> home) {
    this.vertx = vertx;
    this.readiness = readiness;
    this.parts = parts;
    this.folder = home.map(name -> Path.of(name).resolve("run")).orElse(null);
  }

  void start(@Observes StartupEvent event) {
    if (folder != null) {
      vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> look(timer, folder));
    }
  }

  private void look(long timer, Path run) {
    List<String> reasons = readiness.notReadyBecause();
    boolean ready = reasons.isEmpty();
    if (ready) {
      reasons = missingParts();
      looksForParts++;
    }
    if (!reasons.equals(told)) {
      told = reasons;
      write(run.resolve("waiting"), String.join("; ", reasons));
    }
    if (ready && (reasons.isEmpty() || looksForParts > LOOKS_FOR_PARTS)) {
      vertx.cancelTimer(timer);
      write(run.resolve("ready"), Long.toString(ProcessHandle.current().pid()));
    }
  }

  private List<String> missingParts() {
    return parts.stream()
        .filter(part -> !part.isOutside())
        .flatMap(part -> part.problem().map(problem -> part.name() + ": " + problem).stream())
        .toList();
  }

  private void write(Path file, String text) {
    vertx
        .executeBlocking(() -> replace(file, text))
        .onFailure(e -> LOG.errorf("can't tell how far the service is: %s", e.getMessage()));
  }

  /** Whoever looks sees all of it or nothing. */
  private static Path replace(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
