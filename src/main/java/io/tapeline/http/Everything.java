package io.tapeline.http;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.Horizon;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** All that is stored of a range, in one answer of any length. */
public final class Everything {

  private Everything() {}

  /**
   * What was known at a moment. Fails as the store does, and with {@code invalid_request} if all is
   * not stored up to that moment yet.
   *
   * @param horizon of the data that is asked for
   * @param known as of this moment; null for the newest
   * @param rows those that were known at a moment, nanoseconds since 1970 UTC
   */
  public static <T> Uni<Answer> of(
      Horizon horizon, @Nullable Long known, LongFunction<Uni<RowStream<T>>> rows) {
    CacheRule cache = known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
    return horizon
        .reaching(known)
        .chain(
            newest -> {
              long moment = Objects.requireNonNullElse(known, newest);
              Moments.requireStored(moment, newest);
              return rows.apply(moment)
                  .map(stream -> Answer.of(stream, cache).knowing(moment, newest));
            });
  }
}
