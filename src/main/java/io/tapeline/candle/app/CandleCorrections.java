package io.tapeline.candle.app;

import io.quarkus.runtime.StartupEvent;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.ops.store.Notices;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears that the past was corrected, by whichever process, and makes memory forget it: what memory
 * does not reach back to is read from the store.
 */
@ApplicationScoped
public class CandleCorrections implements Notices.Listener {

  /**
   * The channel; a notice is {@code SERIES END MOMENT}: until which open time, and as of when that
   * is recorded, both in nanoseconds since 1970 UTC.
   */
  public static final String CHANNEL = "candles_corrected";

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final CandleKeeper keeper;
  private final HeardCorrections corrections;
  private final SettledRanges ranges;
  private final Notices notices;
  private final Vertx vertx;

  public CandleCorrections(
      CandleKeeper keeper,
      HeardCorrections corrections,
      SettledRanges ranges,
      Notices notices,
      Vertx vertx) {
    this.keeper = keeper;
    this.corrections = corrections;
    this.ranges = ranges;
    this.notices = notices;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    notices.listen(CHANNEL, this);
  }

  /**
   * What to tell of these candles.
   *
   * @param recordedNanos the moment of recording, which no other correction has
   */
  public static List<String> notices(List<Rung> candles, long recordedNanos) {
    Map<Series, Long> ends = new HashMap<>();
    candles.forEach(rung -> ends.merge(rung.series(), rung.candle().closeTimeNanos(), Math::max));
    return ends.entrySet().stream()
        .map(end -> end.getKey().id() + " " + end.getValue() + " " + recordedNanos)
        .toList();
  }

  @Override
  public void heard(String notice) {
    List<String> parts = List.of(notice.split(" "));
    Series series = Series.parse(parts.get(0));
    long endNanos = Long.parseLong(parts.get(1));
    long recordedNanos = Long.parseLong(parts.get(2));
    // first what is let in, then what is there
    corrections.heard(series, recordedNanos);
    ranges.forget(series, endNanos, recordedNanos);
    keeper.forget(series, endNanos);
  }

  /** While nobody listened anything may have been corrected. */
  @Override
  public void tunedIn() {
    corrections.tunedIn();
    ranges.forgetAll();
    forgetWhatIsStored();
  }

  /** What waits to be stored can't have been corrected, and is nowhere else. */
  private void forgetWhatIsStored() {
    if (keeper.writtenUpToNanos() == Long.MAX_VALUE) {
      keeper.forgetAll();
    } else {
      vertx.setTimer(LOOK_AGAIN_MILLIS, _ -> forgetWhatIsStored());
    }
  }
}
