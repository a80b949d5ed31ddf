package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.http.Answer;
import io.tapeline.http.Moments;
import io.tapeline.signal.app.StatisticReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Answers from what was known at one moment, which a receipt repeats. */
@ApplicationScoped
class KnownAnswers {

  private final StatisticReader reader;

  KnownAnswers(StatisticReader reader) {
    this.reader = reader;
  }

  /**
   * @param asOfNanos as of this moment; null for the newest
   * @param making the answer as of a moment
   */
  Uni<Answer> asOf(@Nullable Long asOfNanos, LongFunction<Uni<Answer>> making) {
    Uni<Long> horizon = asOfNanos == null ? reader.newest() : reader.horizon(asOfNanos);
    return horizon.chain(
        newest -> {
          long moment = asOfNanos == null ? newest : asOfNanos;
          Moments.requireStored(moment, newest);
          return making.apply(moment).map(answer -> answer.knowing(moment, newest));
        });
  }
}
