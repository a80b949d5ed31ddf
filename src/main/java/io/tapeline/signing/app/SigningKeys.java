package io.tapeline.signing.app;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.KeySecret;
import io.tapeline.ops.store.Database;
import io.tapeline.signing.KeySchedule;
import io.tapeline.signing.PublicKey;
import io.tapeline.signing.SigningKey;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The keys that sign answers: the same on all replicas that have the same secret. Only public ones
 * are kept, so that those that signed under an earlier secret stay published.
 */
@ApplicationScoped
public class SigningKeys {

  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final long KEEP_EVERY_MILLIS = Duration.ofMinutes(10).toMillis();

  private final KeySchedule schedule;
  private final PublicKeyStore store;
  private final Database database;
  private final Vertx vertx;
  private final Clock clock;
  private volatile SigningKey now;
  private volatile List<PublicKey> kept = List.of();

  public SigningKeys(
      KeySecret secret,
      PublicKeyStore store,
      Database database,
      Vertx vertx,
      Clock clock,
      SigningConfig config) {
    this.schedule = new KeySchedule(secret.hash()::derived, config.keyLife());
    this.store = store;
    this.database = database;
    this.vertx = vertx;
    this.clock = clock;
    this.now = schedule.at(clock.instant());
  }

  void start(@Observes StartupEvent event) {
    database.whenOpen(
        () -> {
          tryToKeep();
          vertx.setPeriodic(KEEP_EVERY_MILLIS, _ -> tryToKeep());
        });
  }

  private void tryToKeep() {
    keep()
        .subscribe()
        .with(
            _ -> {},
            failure -> LOG.warnf("keys of answers are not kept yet: %s", failure.getMessage()));
  }

  /** Writes down what signs now and next, and learns what signed before. */
  public Uni<Void> keep() {
    return store.keep(ours()).invoke(all -> kept = all).replaceWithVoid();
  }

  /** The key that signs now. */
  public SigningKey signing() {
    SigningKey key = now;
    if (!key.open().signsAt(clock.instant())) {
      key = schedule.at(clock.instant());
      now = key;
    }
    return key;
  }

  /** What signs now, and what does next. */
  private List<PublicKey> ours() {
    PublicKey open = signing().open();
    return List.of(open, schedule.at(open.until()).open());
  }

  /** Those that signed, the one that does, and the next: the oldest first. */
  public List<PublicKey> published() {
    Map<String, PublicKey> all =
        Stream.concat(kept.stream(), ours().stream())
            .collect(
                Collectors.toMap(PublicKey::id, Function.identity(), (a, _) -> a, TreeMap::new));
    return all.values().stream().sorted(Comparator.comparing(PublicKey::from)).toList();
  }
}
