package io.tapeline.signal.inference;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.Upstreams;
import io.tapeline.signal.app.ModelState;
import io.tapeline.signal.app.Models;
import io.tapeline.signal.model.Answer;
import io.tapeline.signal.model.Model;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The models that the configuration declares, each with its server. */
@ApplicationScoped
public class ModelServers implements Models {

  private static final long AT_ONCE_MILLIS = 1;

  private final Vertx vertx;
  private final Map<String, Place> byName = new TreeMap<>();
  private volatile boolean stopped;

  private record Place(DeclaredModel declared, Batches batches, ModelWatch watch) {}

  /**
   * @throws IllegalArgumentException if the configuration declares what can't be
   */
  public ModelServers(ModelsConfig config, Upstreams upstreams, Vertx vertx, Clock clock) {
    this.vertx = vertx;
    for (DeclaredModel declared : ModelReader.read(config)) {
      InferenceServer server = new InferenceServer(declared, http(declared), upstreams);
      byName.put(
          declared.model().name(),
          new Place(
              declared,
              new Batches(server, declared.config(), vertx),
              new ModelWatch(server, clock)));
    }
  }

  private HttpClient http(DeclaredModel declared) {
    ModelsConfig.ModelConfig config = declared.config();
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setDecompressionSupported(true)
            // one more, to look whether it is ready
            .setMaxPoolSize(config.concurrency() + 1)
            .setConnectTimeout((int) config.timeout().toMillis()));
  }

  void start(@Observes StartupEvent event) {
    byName.values().forEach(place -> lookAfter(place, AT_ONCE_MILLIS));
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void lookAfter(Place place, long millis) {
    vertx.setTimer(
        millis,
        _ -> {
          if (!stopped) {
            place
                .watch
                .look()
                .subscribe()
                .with(done -> lookAfter(place, place.declared.config().checkEvery().toMillis()));
          }
        });
  }

  @Override
  public List<Model> all() {
    return byName.values().stream().map(place -> place.declared.model()).toList();
  }

  @Override
  public List<Model> judging() {
    return byName.values().stream()
        .filter(place -> place.declared.config().signals())
        .map(place -> place.declared.model())
        .toList();
  }

  @Override
  public Optional<Model> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(place -> place.declared.model());
  }

  @Override
  public Uni<Answer> ask(Model model, double[] row, Leave leave) {
    return place(model).batches.ask(row, leave);
  }

  @Override
  public ModelState state(Model model) {
    return place(model).watch.state();
  }

  private Place place(Model model) {
    return Objects.requireNonNull(byName.get(model.name()));
  }
}
