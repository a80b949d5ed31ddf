package io.tapeline.signal.model;

import io.tapeline.market.Interval;
import io.tapeline.signal.choice.ChosenColumn;
import io.tapeline.signal.strategy.Reading;
import java.util.List;
import java.util.Set;

/**
 * A model elsewhere, as the configuration declares it.
 *
 * @param name ours: {@code up5}
 * @param features what it is told of a closed candle, in this order
 * @param meaning what its answer is
 * @param horizonCandles how many candles later the close is that it speaks of
 * @param fullReturn the expected return that counts fully as a strategy
 * @param intervals whose candles it was made for
 */
public record Model(
    String name,
    Served served,
    List<ChosenColumn> features,
    Meaning meaning,
    int horizonCandles,
    double fullReturn,
    Set<Interval> intervals) {

  public Model {
    features = List.copyOf(features);
    intervals = Set.copyOf(intervals);
    if (features.isEmpty() || intervals.isEmpty()) {
      throw new IllegalArgumentException("incomplete: " + name);
    }
  }

  /** The columns that it is told of. */
  public List<Reading> readings(Interval interval) {
    return features.stream().map(feature -> Reading.of(interval, feature)).toList();
  }

  /** The close that it speaks of, nanoseconds since 1970 UTC. */
  public long targetNanos(Interval interval, long closeTimeNanos) {
    return closeTimeNanos + horizonCandles * interval.nanos();
  }

  /** What its answer means, in words. */
  public String words() {
    String candles = horizonCandles == 1 ? "1 candle" : horizonCandles + " candles";
    return meaning.words() + " " + candles + " later";
  }
}
