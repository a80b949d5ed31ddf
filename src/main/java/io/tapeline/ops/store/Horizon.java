package io.tapeline.ops.store;

import io.smallrye.mutiny.Uni;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The moment up to which all of one kind of data is stored: nothing will ever be recorded as of it
 * or of earlier. Nanoseconds since 1970 UTC. What was told once is remembered.
 */
public final class Horizon {

  private final LongFunction<Uni<Long>> store;
  private volatile long knownNanos = Long.MIN_VALUE;

  /**
   * @param store tells the horizon, at least the moment given if that is so
   */
  public Horizon(LongFunction<Uni<Long>> store) {
    this.store = store;
  }

  /**
   * As far as an answer has to know it. Fails as the store does.
   *
   * @param asOfNanos at least this moment, if that is so; null for the newest
   */
  public Uni<Long> reaching(@Nullable Long asOfNanos) {
    return asOfNanos == null ? newest() : atLeast(asOfNanos);
  }

  /** At least the moment given, if that is so. Fails as the store does. */
  public Uni<Long> atLeast(long nanos) {
    return nanos <= knownNanos ? Uni.createFrom().item(knownNanos) : ask(nanos);
  }

  /** The newest that is known without waiting. Fails as the store does. */
  public Uni<Long> newest() {
    return ask(Long.MIN_VALUE);
  }

  private Uni<Long> ask(long nanos) {
    return store.apply(nanos).invoke(found -> knownNanos = Math.max(knownNanos, found));
  }
}
