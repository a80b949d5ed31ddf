package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import java.util.List;

/**
 * All trades of a range as they were known at a moment, a page at a time, each behind the last of
 * the one before. Since nothing that was known at a moment ever changes, no transaction has to be
 * held open between the pages.
 *
 * <p>To be asked by one caller, for the next page after the one before has come.
 */
public final class TradeStream {

  /** Rows of a page: enough to make its query cheap, few enough to encode it at once. */
  private static final int PAGE = 2_000;

  private final TradeHistory history;
  private final long asOfNanos;
  private TradeRange rest;

  TradeStream(TradeHistory history, TradeRange range, long asOfNanos) {
    this.history = history;
    this.asOfNanos = asOfNanos;
    this.rest = range;
  }

  /** The next trades, ascending; none at the end. Fails with {@code store_unavailable}. */
  public Uni<List<Traded>> next() {
    return history.read(rest, asOfNanos, PAGE).invoke(this::goOnBehind);
  }

  private void goOnBehind(List<Traded> page) {
    if (!page.isEmpty()) {
      rest = rest.behind(page.getLast().trade());
    }
  }
}
