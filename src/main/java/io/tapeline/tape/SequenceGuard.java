package io.tapeline.tape;

import io.tapeline.market.Trade;

/** Lets each trade of one market through once, and notices what is missing. */
public sealed interface SequenceGuard permits ConsecutiveGuard, RecentIdsGuard {

  /** What a trade is to those that came before it. */
  sealed interface Sequencing {

    /** New: it belongs on the tape. */
    record Accepted() implements Sequencing {}

    /** Seen before, or part of what was seen before. */
    record Duplicate() implements Sequencing {}

    /**
     * New, and matches before it are missing.
     *
     * @param expected number of the first missing match
     * @param seen number of the first match after the gap
     */
    record Gap(long expected, long seen) implements Sequencing {}
  }

  Sequencing ACCEPTED = new Sequencing.Accepted();
  Sequencing DUPLICATE = new Sequencing.Duplicate();

  Sequencing accept(Trade trade);
}
