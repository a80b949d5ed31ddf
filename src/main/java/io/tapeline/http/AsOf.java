package io.tapeline.http;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.Horizon;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Answers from what was known at one moment, which a receipt repeats. */
public final class AsOf {

  private AsOf() {}

  /**
   * Fails as the store does, and with {@code invalid_request} if all is not stored up to the moment
   * yet.
   *
   * @param horizon of the data that is asked for
   * @param known as of this moment; null for the newest
   * @param making the answer as of a moment, nanoseconds since 1970 UTC
   */
  public static Uni<Answer> answer(
      Horizon horizon, @Nullable Long known, LongFunction<Uni<Answer>> making) {
    return horizon
        .reaching(known)
        .chain(
            newest -> {
              long moment = Objects.requireNonNullElse(known, newest);
              Moments.requireStored(moment, newest);
              return making.apply(moment).map(answer -> answer.knowing(moment, newest));
            });
  }
}
