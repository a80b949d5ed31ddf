package io.tapeline.access.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.ApiKey;
import io.tapeline.access.KeyText;
import io.tapeline.ops.store.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keys as this process knows them. A change by any process is heard of at once, and makes the key
 * be asked for anew. While changes are not heard, each key is asked for again after half a second;
 * if the database does not answer either, keys that are known stay good for a stated while.
 */
@ApplicationScoped
public class KnownKeys implements Notices.Listener {

  private static final Duration UNHEARD_FRESH = Duration.ofMillis(500);

  private final KeyStore store;
  private final KeySecret secret;
  private final Notices notices;
  private final AccessConfig config;
  private final Cache<String, Known> known;
  private final AtomicLong changes = new AtomicLong();

  /** A key, or that there is none, as it was told. */
  private record Known(@Nullable ApiKey key, long toldNanos, AtomicBoolean asking) {

    long ageNanos() {
      return System.nanoTime() - toldNanos;
    }

    Optional<ApiKey> found() {
      return Optional.ofNullable(key);
    }

    boolean isOf(UUID keyOrTenant) {
      return key != null && (key.id().equals(keyOrTenant) || key.tenant().equals(keyOrTenant));
    }
  }

  public KnownKeys(KeyStore store, KeySecret secret, Notices notices, AccessConfig config) {
    this.store = store;
    this.secret = secret;
    this.notices = notices;
    this.config = config;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(config.rememberedKeys())
            .expireAfterWrite(config.keyKept())
            .build();
  }

  void start(@Observes StartupEvent event) {
    notices.listen(KeyStore.CHANGED, this);
  }

  /**
   * The key with this text; nothing if there is none. Answers from memory where it can. Fails with
   * {@code store_unavailable} for a key that is not known here.
   */
  public Uni<Optional<ApiKey>> find(KeyText text) {
    Known found = known.getIfPresent(text.text());
    if (found == null) {
      return ask(text);
    }
    if (notices.isListening()) {
      if (found.ageNanos() > config.keyFresh().toNanos()
          && found.asking.compareAndSet(false, true)) {
        ask(text).subscribe().with(_ -> {}, _ -> found.asking.set(false));
      }
      return Uni.createFrom().item(found.found());
    }
    return found.ageNanos() <= UNHEARD_FRESH.toNanos()
        ? Uni.createFrom().item(found.found())
        : ask(text).onFailure().recoverWithItem(found.found());
  }

  private Uni<Optional<ApiKey>> ask(KeyText text) {
    long before = changes.get();
    return store
        .find(secret.hash().of(text))
        .invoke(
            key -> {
              // what was read while something changed may be from before
              if (changes.get() == before) {
                Known told = new Known(key.orElse(null), System.nanoTime(), new AtomicBoolean());
                known.put(text.text(), told);
              }
            });
  }

  @Override
  public void heard(String changed) {
    changes.incrementAndGet();
    UUID id = UUID.fromString(changed);
    known.asMap().values().removeIf(each -> each.isOf(id));
  }

  @Override
  public void tunedIn() {
    changes.incrementAndGet();
    known.invalidateAll();
  }
}
