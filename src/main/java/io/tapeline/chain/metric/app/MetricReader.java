package io.tapeline.chain.metric.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.metric.Stretch;
import io.tapeline.market.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers what happened on chains, interval by interval. */
@ApplicationScoped
public class MetricReader {

  /** So much is summed at once, so that memory stays flat. */
  private static final long PIECE_NANOS = 7 * Interval.D1.nanos();

  private final MetricStore store;

  public MetricReader(MetricStore store) {
    this.store = store;
  }

  /**
   * An interval, with what is known of it.
   *
   * @param stretch null where no block of it is known
   */
  public record Slot(long openNanos, @Nullable Stretch stretch) {}

  /**
   * All intervals of a range, also those of which nothing is known.
   *
   * @param fromNanos where one begins
   * @param toNanos where one ends
   */
  public Uni<List<Slot>> read(
      String chain, Interval interval, long fromNanos, long toNanos, long asOfNanos) {
    return read(chain, interval, fromNanos, toNanos, asOfNanos, new ArrayList<>());
  }

  private Uni<List<Slot>> read(
      String chain,
      Interval interval,
      long fromNanos,
      long toNanos,
      long asOfNanos,
      List<Slot> before) {
    if (fromNanos >= toNanos) {
      return Uni.createFrom().item(before);
    }
    long piece = Math.max(interval.nanos(), PIECE_NANOS - PIECE_NANOS % interval.nanos());
    long until = Math.min(toNanos, fromNanos + piece);
    return store
        .read(chain, fromNanos, until, interval.nanos(), asOfNanos)
        .chain(
            found -> {
              before.addAll(slots(interval, fromNanos, until, found));
              return read(chain, interval, until, toNanos, asOfNanos, before);
            });
  }

  private static List<Slot> slots(
      Interval interval, long fromNanos, long toNanos, List<Stretch> found) {
    Map<Long, Stretch> byOpen =
        found.stream().collect(Collectors.toMap(Stretch::openNanos, Function.identity()));
    List<Slot> slots = new ArrayList<>();
    for (long open = fromNanos; open < toNanos; open += interval.nanos()) {
      slots.add(new Slot(open, byOpen.get(open)));
    }
    return slots;
  }
}
