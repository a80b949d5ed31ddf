package io.tapeline.webhook.app;

import io.smallrye.mutiny.Uni;

/** Up to which moment of recording signals have been looked through, nanoseconds since 1970 UTC. */
public interface EventMark {

  Uni<Long> nanos();

  /** Fails with {@link io.tapeline.ops.store.FencedOffException} if somebody else has moved it. */
  Uni<Void> move(long fromNanos, long toNanos);
}
