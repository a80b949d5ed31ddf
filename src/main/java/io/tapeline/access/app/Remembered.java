package io.tapeline.access.app;

import com.github.benmanes.caffeine.cache.Cache;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.Caches;
import io.tapeline.ops.store.Notices;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the database told of something by a name, or that there is none, for as long as that may be
 * relied on. While changes are not heard, it is asked again after half a second; if it does not
 * answer either, what is known stays good for a stated while.
 */
final class Remembered<T> {

  private static final Duration UNHEARD_FRESH = Duration.ofMillis(500);

  private final Notices notices;
  private final Duration fresh;
  private final Cache<String, Told<T>> told;
  private final AtomicLong changes = new AtomicLong();

  private record Told<T>(@Nullable T item, long toldNanos, AtomicBoolean asking) {

    long ageNanos() {
      return System.nanoTime() - toldNanos;
    }

    Optional<T> found() {
      return Optional.ofNullable(item);
    }
  }

  Remembered(Notices notices, AccessConfig config) {
    this.notices = notices;
    this.fresh = config.keyFresh();
    this.told =
        Caches.tidiedInPassing()
            .maximumSize(config.rememberedKeys())
            .expireAfterWrite(config.keyKept())
            .build();
  }

  /** From memory where it can be; what is not known here fails as the asking fails. */
  Uni<Optional<T>> find(String name, Supplier<Uni<Optional<T>>> ask) {
    Told<T> known = told.getIfPresent(name);
    if (known == null) {
      return ask(name, ask);
    }
    if (notices.isListening()) {
      if (known.ageNanos() > fresh.toNanos() && known.asking.compareAndSet(false, true)) {
        ask(name, ask).subscribe().with(_ -> {}, _ -> known.asking.set(false));
      }
      return Uni.createFrom().item(known.found());
    }
    return known.ageNanos() <= UNHEARD_FRESH.toNanos()
        ? Uni.createFrom().item(known.found())
        : ask(name, ask).onFailure().recoverWithItem(known.found());
  }

  private Uni<Optional<T>> ask(String name, Supplier<Uni<Optional<T>>> ask) {
    long before = changes.get();
    return ask.get()
        .invoke(
            found -> {
              // what was read while something changed may be from before
              if (changes.get() == before) {
                told.put(
                    name, new Told<>(found.orElse(null), System.nanoTime(), new AtomicBoolean()));
              }
            });
  }

  /** These have changed; what was not there may be now, and what is being asked for may be old. */
  void forget(Predicate<T> changed) {
    changes.incrementAndGet();
    told.asMap().values().removeIf(each -> each.item == null || changed.test(each.item));
  }

  void forgetAll() {
    changes.incrementAndGet();
    told.invalidateAll();
  }
}
