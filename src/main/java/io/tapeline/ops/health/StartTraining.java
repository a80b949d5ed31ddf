package io.tapeline.ops.health;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends a process that was started only so that the JDK learns which classes a start needs. */
@ApplicationScoped
public class StartTraining {

  private final Vertx vertx;
  private final boolean train;
  private final Duration time;

  public StartTraining(
      Vertx vertx,
      @ConfigProperty(name = "tapeline.train", defaultValue = "false") boolean train,
      @ConfigProperty(name = "tapeline.train-for", defaultValue = "5s") Duration time) {
    this.vertx = vertx;
    this.train = train;
    this.time = time;
  }

  void start(@Observes StartupEvent event) {
    if (train) {
      vertx.setTimer(time.toMillis(), _ -> Quarkus.asyncExit(0));
    }
  }
}
