package io.tapeline.signal.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Part;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Following;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has signals made at the close of candles, by the process that stores the feed and follows it. It
 * follows what is stored, so nothing waits for it: it is late where the database is. Each model
 * goes its own way: it is late where its server is.
 */
@ApplicationScoped
public class SignalEngine implements Part {

  private final SignalConfig config;
  private final SignalRounds rounds;
  private final FeedName feed;
  private final List<Following> all;

  public SignalEngine(
      SignalConfig config,
      SignalRounds rounds,
      ModelRoundsOfAll models,
      FeedName feed,
      Database database,
      Vertx vertx) {
    this.config = config;
    this.rounds = rounds;
    this.feed = feed;
    long every = config.lookEvery().toMillis();
    this.all =
        Stream.concat(Stream.of(rounds), models.all().stream())
            .map(one -> new Following(one, database, vertx, every))
            .toList();
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled() && feed.isFollowed()) {
      rounds.begin();
      all.forEach(Following::start);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    all.forEach(Following::stop);
  }

  @Override
  public String name() {
    return "signals";
  }

  @Override
  public Optional<String> problem() {
    String problems =
        all.stream()
            .map(Following::problem)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
  }
}
