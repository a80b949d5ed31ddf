package io.tapeline.access.token;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.token.SigningKeyStore.Kept;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Notices;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign tokens, as this process knows them: it hears of each that another process
 * makes, looks for itself now and then, and makes the next one when it is time and nobody else has.
 */
@ApplicationScoped
public class SigningKeys implements Notices.Listener {

  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final long LOOK_EVERY_MILLIS = 30_000;
  private static final long RETRY_MILLIS = 1_000;

  private final SigningKeyStore store;
  private final KeySeal seal;
  private final Rotation rotation;
  private final Database database;
  private final Notices notices;
  private final Vertx vertx;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean lookAgain = new AtomicBoolean();
  private volatile @Nullable Map<String, SigningKey> keys;

  public SigningKeys(
      SigningKeyStore store,
      KeySeal seal,
      TokenConfig config,
      Database database,
      Notices notices,
      Vertx vertx,
      Clock clock) {
    this.store = store;
    this.seal = seal;
    this.rotation = Rotation.of(config);
    this.database = database;
    this.notices = notices;
    this.vertx = vertx;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    notices.listen(SigningKeyStore.CHANGED, this);
    database.whenOpen(
        () -> {
          look();
          vertx.setPeriodic(LOOK_EVERY_MILLIS, _ -> look());
        });
  }

  @Override
  public void heard(String notice) {
    look();
  }

  @Override
  public void tunedIn() {
    look();
  }

  /** One look at a time; who comes meanwhile makes it look once more. */
  private void look() {
    lookAgain.set(true);
    if (!looking.compareAndSet(false, true)) {
      return;
    }
    lookAgain.set(false);
    read()
        .chain(this::makeNext)
        .subscribe()
        .with(
            this::looked,
            failure -> {
              LOG.debugf("keys that sign are not read: %s", failure.getMessage());
              looking.set(false);
              vertx.setTimer(RETRY_MILLIS, _ -> look());
            });
  }

  private void looked(boolean again) {
    looking.set(false);
    if (again || lookAgain.get()) {
      look();
    }
  }

  /** All that are kept, also those that can't be opened here. */
  private Uni<Set<String>> read() {
    return store
        .keys(clock.instant())
        .invoke(
            kept ->
                keys =
                    kept.stream()
                        .map(seal::open)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toMap(SigningKey::id, Function.identity())))
        .map(kept -> kept.stream().map(Kept::id).collect(Collectors.toSet()));
  }

  /** Whether there is a new one, of ours or of whoever was first. */
  private Uni<Boolean> makeNext(Set<String> known) {
    Optional<Rotation.Turn> turn = rotation.next(published(), clock.instant());
    if (turn.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    SigningKey next =
        SigningKey.make(random, turn.get().from(), turn.get().until(), turn.get().gone());
    return store
        .add(seal.seal(next), known)
        .invoke(
            added -> {
              if (added) {
                LOG.infof("the key %s signs tokens from %s on", next, next.signsFrom());
              }
            })
        .replaceWith(true);
  }

  /** Whether they have been read at all. */
  boolean areKnown() {
    return keys != null;
  }

  /** One that tokens are checked by. */
  Optional<SigningKey> find(String id) {
    return Optional.ofNullable(all().get(id)).filter(key -> clock.instant().isBefore(key.goneAt()));
  }

  private Map<String, SigningKey> all() {
    Map<String, SigningKey> known = keys;
    return known == null ? Map.of() : known;
  }

  /** Those that tokens are checked by, the oldest first. */
  List<SigningKey> published() {
    Instant now = clock.instant();
    return all().values().stream()
        .filter(key -> now.isBefore(key.goneAt()))
        .sorted(Comparator.comparing(SigningKey::signsFrom).thenComparing(SigningKey::id))
        .toList();
  }

  /**
   * What others need to check tokens: the public halves, by the names of RFC 7517; nothing before
   * they are known here.
   */
  public Optional<List<Map<String, String>>> publicHalves() {
    return areKnown()
        ? Optional.of(published().stream().map(SigningKey::publicHalf).toList())
        : Optional.empty();
  }

  /** The one that signs now; nothing if there is none yet. */
  Optional<SigningKey> signing() {
    Instant now = clock.instant();
    return published().reversed().stream().filter(key -> key.signsAt(now)).findFirst();
  }
}
