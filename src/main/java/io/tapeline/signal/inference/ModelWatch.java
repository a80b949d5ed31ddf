package io.tapeline.signal.inference;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.signal.app.ModelState;
import io.tapeline.signal.app.ModelState.State;
import io.tapeline.signal.inference.InferenceJson.UnusableException;
import io.tapeline.signal.model.Served;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks a server from time to time whether it has its model ready, as it is declared. */
final class ModelWatch {

  private static final Logger LOG = Logger.getLogger(ModelWatch.class);
  private static final long MILLI = 1_000_000;

  private final InferenceServer server;
  private final Clock clock;
  private volatile ModelState state = ModelState.UNKNOWN;

  ModelWatch(InferenceServer server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  ModelState state() {
    return state;
  }

  /** By the service's own leave: nobody's request has to cause it. */
  Uni<Void> look() {
    return server
        .ready(Leave.OWN)
        .chain(
            ready ->
                ready
                    ? server.metadata(Leave.OWN).invoke(this::compare)
                    : Uni.createFrom()
                        .<byte[]>nullItem()
                        .invoke(() -> found(State.NOT_READY, "its server has it not ready")))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(
            failure -> {
              found(State.UNREACHABLE, InferenceServer.none(failure).because());
              return Uni.createFrom().voidItem();
            });
  }

  private void compare(byte[] metadata) {
    Served served = server.model().served();
    try {
      JsonNode told = InferenceJson.object(metadata);
      String wrong = input(told.path("inputs"), served);
      if (wrong == null && tensor(told.path("outputs"), served.output()) == null) {
        wrong = "its server knows no output " + served.output();
      }
      found(wrong == null ? State.READY : State.MISMATCHED, wrong);
    } catch (UnusableException _) {
      found(State.UNREACHABLE, "its server does not describe it in JSON");
    }
  }

  private @Nullable String input(JsonNode inputs, Served served) {
    JsonNode input = tensor(inputs, served.input());
    if (input == null) {
      return "its server knows no input " + served.input();
    }
    if (!input.path("datatype").asText(served.datatype().name()).equals(served.datatype().name())) {
      return "its server takes another datatype than " + served.datatype();
    }
    int columns = input.path("shape").path(1).asInt(-1);
    int features = server.model().features().size();
    return columns < 0 || columns == features
        ? null
        : "its server takes " + columns + " features, not " + features;
  }

  private static @Nullable JsonNode tensor(JsonNode all, String name) {
    for (JsonNode one : all) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    return null;
  }

  private void found(State now, @Nullable String because) {
    if (now != state.state()) {
      LOG.infof(
          "model %s: %s%s", server.model().name(), now, because == null ? "" : ", " + because);
    }
    state = new ModelState(now, because, clock.millis() * MILLI);
  }
}
