package io.tapeline.chain.metric.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.metric.Stretch;
import io.tapeline.market.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Keeps whole hours, once all their blocks are final, so that long intervals need not be summed
 * from blocks. Hours that are missing a block are left out: they stay summed.
 */
@ApplicationScoped
public class HourKeeper {

  private static final int MOST_HOURS = 48;

  private final MetricStore store;

  public HourKeeper(MetricStore store) {
    this.store = store;
  }

  /**
   * Keeps what can be kept now.
   *
   * @param finalBlock number of the newest that is final
   */
  public Uni<Void> keep(String chain, long finalBlock) {
    return store
        .hoursToKeep(chain, finalBlock, MOST_HOURS)
        .chain(hours -> keep(chain, finalBlock, hours));
  }

  private Uni<Void> keep(String chain, long finalBlock, List<Long> hours) {
    Uni<Void> each = Uni.createFrom().voidItem();
    for (long open : hours) {
      each =
          each.chain(
              () ->
                  store
                      .horizon(Long.MIN_VALUE)
                      .chain(now -> hour(chain, open, now))
                      .chain(found -> keepWhole(chain, finalBlock, found)));
    }
    return each;
  }

  private Uni<List<Stretch>> hour(String chain, long open, long asOfNanos) {
    long length = Interval.H1.nanos();
    return store.read(chain, open, open + length, length, asOfNanos);
  }

  private Uni<Void> keepWhole(String chain, long finalBlock, List<Stretch> found) {
    return found.stream()
        .filter(hour -> hour.isComplete() && hour.figures() != null && hour.last() < finalBlock)
        .findFirst()
        .map(hour -> store.keep(chain, hour))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
