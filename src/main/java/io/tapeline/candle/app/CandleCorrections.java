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

  /** The channel; a notice is {@code SERIES END}, the end in nanoseconds since 1970 UTC. */
  public static final String CHANNEL = "candles_corrected";

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final CandleKeeper keeper;
  private final SettledRanges ranges;
  private final Notices notices;
  private final Vertx vertx;

  public CandleCorrections(
      CandleKeeper keeper, SettledRanges ranges, Notices notices, Vertx vertx) {
    this.keeper = keeper;
    this.ranges = ranges;
    this.notices = notices;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    notices.listen(CHANNEL, this);
  }

  /** What to tell of these candles. */
  public static List<String> notices(List<Rung> candles) {
    Map<Series, Long> ends = new HashMap<>();
    candles.forEach(rung -> ends.merge(rung.series(), rung.candle().closeTimeNanos(), Math::max));
    return ends.entrySet().stream().map(end -> end.getKey().id() + " " + end.getValue()).toList();
  }

  @Override
  public void heard(String notice) {
    int space = notice.indexOf(' ');
    Series series = Series.parse(notice.substring(0, space));
    long endNanos = Long.parseLong(notice.substring(space + 1));
    keeper.forget(series, endNanos);
    ranges.forget(series, endNanos);
  }

  /** While nobody listened anything may have been corrected. What waits to be stored is not. */
  @Override
  public void tunedIn() {
    ranges.forgetAll();
    if (keeper.writtenUpToNanos() == Long.MAX_VALUE) {
      keeper.forgetAll();
    } else {
      vertx.setTimer(LOOK_AGAIN_MILLIS, _ -> tunedIn());
    }
  }
}
