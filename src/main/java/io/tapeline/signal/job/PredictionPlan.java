package io.tapeline.signal.job;

import io.tapeline.http.Times;
import java.util.List;

/**
 * Predictions with all that was left open, settled when they were asked for: what a job keeps.
 *
 * @param series ids, in the order given
 * @param asOf what was recorded later is not seen
 */
public record PredictionPlan(String model, List<String> series, String interval, String asOf) {

  public PredictionPlan {
    series = List.copyOf(series);
  }

  long asOfNanos() {
    return Times.parse(asOf);
  }
}
