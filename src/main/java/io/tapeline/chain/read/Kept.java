package io.tapeline.chain.read;

import com.github.benmanes.caffeine.cache.AsyncCache;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.Caches;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What was read, by a question whose answer can't change. Equal questions that come meanwhile wait
 * for the same reading; one that fails is forgotten.
 */
public final class Kept<K, V> {

  private final AsyncCache<K, V> memory;

  private Kept(AsyncCache<K, V> memory) {
    this.memory = memory;
  }

  /**
   * @param most what all that is kept may weigh
   */
  public Kept(long most, ToIntFunction<V> weight) {
    this(
        Caches.tidiedInPassing()
            .maximumWeight(most)
            .weigher((K _, V value) -> weight.applyAsInt(value))
            .buildAsync());
  }

  /**
   * Of what may change, so that it is read again after a while.
   *
   * @param most so many are kept
   */
  public static <K, V> Kept<K, V> fresh(long most, Duration within) {
    return new Kept<>(
        Caches.tidiedInPassing().maximumSize(most).expireAfterWrite(within).buildAsync());
  }

  public Uni<V> get(K question, Supplier<Uni<V>> reading) {
    CompletableFuture<V> answer =
        memory.get(question, (_, _) -> reading.get().subscribeAsCompletionStage());
    Context caller = Vertx.currentContext();
    // one who goes away takes the reading from nobody
    Uni<V> found = Uni.createFrom().completionStage(answer.copy());
    return caller == null || answer.isDone()
        ? found
        : found.emitOn(done -> caller.runOnContext(_ -> done.run()));
  }
}
