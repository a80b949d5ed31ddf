package io.tapeline.access.app;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.KeyText;
import io.tapeline.access.Plan;
import io.tapeline.access.Scope;
import io.tapeline.access.Tenant;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.access.app.Keys.Actor;
import io.tapeline.access.app.Keys.Wanted;
import io.tapeline.ops.embedded.FeedFolder;
import io.tapeline.ops.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Whoever starts the service on a new database gets its first key, which may do everything: the one
 * that the configuration gives, or one that is made up and left in the home folder, for its owner
 * alone. The log never has it.
 */
@ApplicationScoped
public class FirstKey {

  /** In the home folder; {@code ./tapeline up} shows it once and deletes it. */
  static final String FILE = "first-key";

  private static final String OPERATOR = "operator";
  private static final UUID ID = UUID.nameUUIDFromBytes(OPERATOR.getBytes(StandardCharsets.UTF_8));
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final int RETRIES = 5;

  private static final Logger LOG = Logger.getLogger(FirstKey.class);
  private static final Wanted WANTED =
      new Wanted(false, Set.of(Scope.ADMIN), List.of(), "the first key", null);
  private static final Actor START = new Actor("start", "here");

  private final KeyStore store;
  private final Keys keys;
  private final PolicyInForce policy;
  private final BootstrapKey bootstrap;
  private final KeySecret secret;
  private final Database database;
  private final Clock clock;

  public FirstKey(
      KeyStore store,
      Keys keys,
      PolicyInForce policy,
      BootstrapKey bootstrap,
      KeySecret secret,
      Database database,
      Clock clock) {
    this.store = store;
    this.keys = keys;
    this.policy = policy;
    this.bootstrap = bootstrap;
    this.secret = secret;
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    database.whenOpen(
        () ->
            make()
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY)
                .atMost(RETRIES)
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("no first key could be made", failure)));
  }

  /** Again changes nothing: the tenant is always the same, and has a key then. */
  private Uni<Void> make() {
    Tenant operator =
        new Tenant(
            ID, OPERATOR, richestPlan(), clock.instant().truncatedTo(ChronoUnit.MICROS), null);
    Act act = START.act("tenant.create", "tenant:" + ID, "the first");
    return store
        .add(operator, act)
        .chain(
            _ ->
                bootstrap
                    .key()
                    .map(given -> makeGiven(operator, given))
                    .orElseGet(() -> makeIfThereIsNone(operator)));
  }

  private Uni<Void> makeGiven(Tenant operator, KeyText key) {
    return store
        .find(secret.hash().of(key))
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().voidItem()
                    : keys.make(operator, WANTED, key, START).replaceWithVoid());
  }

  private Uni<Void> makeIfThereIsNone(Tenant operator) {
    return store
        .keys(ID, null, 1)
        .chain(
            found ->
                found.isEmpty()
                    ? keys.make(operator, WANTED, START)
                        .invoke(made -> leave(made.text()))
                        .replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private String richestPlan() {
    return policy.now().plans().values().stream()
        .max(Comparator.comparingInt(Plan::rank))
        .orElseThrow()
        .name();
  }

  private static void leave(KeyText key) {
    Path file = FeedFolder.configured().path().resolve(FILE);
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, key.text() + "\n", StandardOpenOption.WRITE);
      LOG.infof(
          "the first key, which may do everything, is in %s: keep it and delete the file", file);
    } catch (IOException e) {
      throw new UncheckedIOException("the first key can't be left in " + file, e);
    }
  }
}
