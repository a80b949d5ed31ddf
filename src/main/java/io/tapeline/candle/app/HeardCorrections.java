package io.tapeline.candle.app;

import io.tapeline.candle.Series;
import io.tapeline.ops.store.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether what somebody read of a series is still what is known of it. Corrections have
 * moments of recording that follow each other: what was read as of a moment lacks none of those
 * recorded by then. Those recorded later are heard of, once this process listens.
 */
@ApplicationScoped
public class HeardCorrections {

  private static final long NOT_YET = Long.MAX_VALUE;
  private static final Duration ASKED_AGAIN = Duration.ofMillis(200);
  private static final Duration ASKED_AGAIN_AT_MOST = Duration.ofSeconds(5);

  private final CandleHistory history;
  private final Notices notices;
  private final Map<Series, Long> newest = new ConcurrentHashMap<>();
  private volatile long sinceNanos = NOT_YET;
  private int tuned;

  public HeardCorrections(CandleHistory history, Notices notices) {
    this.history = history;
    this.notices = notices;
  }

  /** Something of this series was corrected as of this moment. */
  void heard(Series series, long recordedNanos) {
    newest.merge(series, recordedNanos, Math::max);
  }

  /** From now on corrections are heard: of those before, the recording clock tells the last. */
  synchronized void tunedIn() {
    sinceNanos = NOT_YET;
    int mine = ++tuned;
    history
        .horizon()
        .newest()
        .onFailure()
        .retry()
        .withBackOff(ASKED_AGAIN, ASKED_AGAIN_AT_MOST)
        .indefinitely()
        .subscribe()
        .with(recordedNanos -> heardSince(mine, recordedNanos), _ -> {});
  }

  private synchronized void heardSince(int mine, long recordedNanos) {
    if (mine == tuned) {
      sinceNanos = recordedNanos;
    }
  }

  /** Whether corrections are heard at all. */
  boolean areHeard() {
    return notices.isListening();
  }

  /** Whether it can be told what others have read. */
  boolean canJudge() {
    return areHeard() && sinceNanos != NOT_YET;
  }

  /** No correction of this series is known that a reading as of this moment lacks. */
  boolean allow(Series series, long asOfNanos) {
    return canJudge()
        && asOfNanos >= sinceNanos
        && asOfNanos >= newest.getOrDefault(series, Long.MIN_VALUE);
  }
}
