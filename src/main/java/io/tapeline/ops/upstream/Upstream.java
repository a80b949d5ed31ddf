package io.tapeline.ops.upstream;

import io.micrometer.core.instrument.Counter;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One that the service asks. A call ends within its time, whatever comes; when many fail, all fail
 * at once for a while ({@link
 * org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException}). Any thread.
 */
public final class Upstream {

  private static final Logger LOG = Logger.getLogger(Upstream.class);

  private static final class AnyUni extends TypeLiteral<Uni<Object>> {
    private static final long serialVersionUID = 1L;
  }

  private static final TypeLiteral<Uni<Object>> UNI = new AnyUni();

  private final String name;
  private final Duration within;
  private final Guard guard;
  private final RetryBudget budget;
  private final Counter timeouts;
  private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;

  Upstream(Care care, Guard.Builder guard, RetryBudget budget, Counter timeouts) {
    this.name = care.name();
    this.within = care.within();
    this.guard = guard.build();
    this.budget = budget;
    this.timeouts = timeouts;
  }

  /**
   * Asks, each time that somebody subscribes. Who gives up waiting is not heard by the call: that
   * ends by itself, in time, since what comes of it is worth knowing.
   */
  @SuppressWarnings("unchecked") // what comes out is what the call gives
  public <T> Uni<T> call(Supplier<Uni<T>> call) {
    return Uni.createFrom()
        .deferred(
            () -> {
              budget.called();
              return (Uni<T>) guard.get(() -> (Uni<Object>) inTime(call), UNI);
            });
  }

  /** Cancels what is late: the library's own timeout would let it run on. */
  private <T> Uni<T> inTime(Supplier<Uni<T>> call) {
    return call.get().ifNoItem().after(within).failWith(this::late);
  }

  private Throwable late() {
    timeouts.increment();
    return new TimeoutException(name + " did not answer within " + within.toMillis() + " ms");
  }

  String name() {
    return name;
  }

  /** Left alone, or just tried again. */
  boolean rests() {
    return state != CircuitBreakerState.CLOSED;
  }

  /** 0 where calls pass, 1 where none does, between them while one tries. */
  double open() {
    return switch (state) {
      case CLOSED -> 0;
      case HALF_OPEN -> 0.5;
      case OPEN -> 1;
    };
  }

  void changed(CircuitBreakerState now) {
    CircuitBreakerState before = state;
    state = now;
    if (before == CircuitBreakerState.CLOSED) {
      LOG.warnf("%s fails: it is left alone for a while", name);
    } else if (now == CircuitBreakerState.CLOSED) {
      LOG.infof("%s answers again", name);
    }
  }
}
