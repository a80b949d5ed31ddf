package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Does arithmetic where it holds up nobody. */
final class Aside {

  /** About a millisecond's: what is less is done sooner than handed over. */
  private static final long SHORT_STEPS = 1_000_000;

  private Aside() {}

  /**
   * On a worker, and back on the caller's thread, unless it is short.
   *
   * @param steps that the work takes, about
   */
  static <T> Uni<T> of(long steps, Supplier<T> work) {
    if (steps <= SHORT_STEPS) {
      return Uni.createFrom().item(work);
    }
    Context caller = Vertx.currentContext();
    Uni<T> done =
        Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    return caller == null ? done : done.emitOn(answer -> caller.runOnContext(_ -> answer.run()));
  }
}
