package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.signal.watch.SignalRange;
import java.util.List;

/**
 * All stored signals of a range as they were known at a moment, a page at a time: nothing that was
 * known at a moment ever changes.
 *
 * <p>To be asked by one caller, for the next page after the one before has come.
 */
public final class SignalStream {

  /** Rows of a page: each is about as large as ten candles. */
  private static final int PAGE = 200;

  private final SignalHistory history;
  private final long asOfNanos;
  private SignalRange rest;

  SignalStream(SignalHistory history, SignalRange range, long asOfNanos) {
    this.history = history;
    this.asOfNanos = asOfNanos;
    this.rest = range;
  }

  /** The next, ascending; none at the end. Fails with {@code store_unavailable}. */
  public Uni<List<Recorded>> next() {
    return history.read(rest, asOfNanos, PAGE).invoke(this::goOnBehind);
  }

  private void goOnBehind(List<Recorded> page) {
    if (!page.isEmpty()) {
      rest = rest.behind(page.getLast());
    }
  }
}
