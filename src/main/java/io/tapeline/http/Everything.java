package io.tapeline.http;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.Horizon;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** All that is stored of a range, in one answer of any length. */
public final class Everything {

  private Everything() {}

  /**
   * What was known at a moment; as {@link AsOf#answer}.
   *
   * @param rows those that were known at a moment, nanoseconds since 1970 UTC
   */
  public static <T> Uni<Answer> of(
      Horizon horizon, @Nullable Long known, LongFunction<Uni<RowStream<T>>> rows) {
    CacheRule cache = known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
    return AsOf.answer(
        horizon, known, moment -> rows.apply(moment).map(stream -> Answer.of(stream, cache)));
  }
}
