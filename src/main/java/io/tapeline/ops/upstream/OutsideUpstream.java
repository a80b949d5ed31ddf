package io.tapeline.ops.upstream;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** An upstream outside the house: asked by leave only. Any thread. */
public final class OutsideUpstream {

  private final Outsider whom;
  private final Upstream upstream;

  OutsideUpstream(Outsider whom, Upstream upstream) {
    this.whom = whom;
    this.upstream = upstream;
  }

  /** As {@link Upstream#call}; fails with {@code upstream_not_allowed} before anything is asked. */
  public <T> Uni<T> call(Leave leave, Supplier<Uni<T>> call) {
    return Uni.createFrom()
        .deferred(
            () -> {
              leave.require(whom);
              return upstream.call(call);
            });
  }
}
