package io.tapeline.signal.model;

import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.verdict.Input;
import java.util.List;

/**
 * What a model says of a closed candle of one series, and what it was told.
 *
 * @param openTimeNanos of the newest candle that it was told of, nanoseconds since 1970 UTC
 * @param features one for each column; none where something was lacking and nobody asked
 * @param inputs the candles that they were made from
 */
public record Prediction(
    Series series,
    Interval interval,
    long openTimeNanos,
    List<Figure> features,
    List<Input> inputs,
    Answer answer) {

  public Prediction {
    features = List.copyOf(features);
    inputs = List.copyOf(inputs);
  }

  /** The moment it is of: nothing later was known to it. */
  public long closeTimeNanos() {
    return openTimeNanos + interval.nanos();
  }
}
