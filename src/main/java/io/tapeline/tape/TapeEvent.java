package io.tapeline.tape;

import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import java.util.Set;

/** One thing that happened on a connection, in our words, in the order in which it came. */
public sealed interface TapeEvent {

  /** When we read it, nanoseconds since 1970 UTC: the order of the tape. */
  long receivedTimeNanos();

  /** Where a trade came from. */
  enum Origin {
    /** The venue's stream, as it happened. */
    LIVE,
    /** A subscription's opening snapshot: history from before we watched. */
    SNAPSHOT,
    /** Fetched over REST to fill a gap. */
    REPAIR,
    /** From a file; stored, never on the tape. */
    IMPORT;

    /** Whether the tape's candles are made from it: not from what was before we watched. */
    public boolean makesCandles() {
      return switch (this) {
        case LIVE, REPAIR -> true;
        case SNAPSHOT, IMPORT -> false;
      };
    }
  }

  record Traded(Trade trade, Origin origin) implements TapeEvent {
    @Override
    public long receivedTimeNanos() {
      return trade.receivedTimeNanos();
    }
  }

  record Quoted(Quote quote) implements TapeEvent {
    @Override
    public long receivedTimeNanos() {
      return quote.receivedTimeNanos();
    }
  }

  /** From now on the trades of these markets are seen without gaps. */
  record Watching(Set<Market> markets, String connection, long receivedTimeNanos)
      implements TapeEvent {}

  /** The connection that watched these markets is gone, or lost messages. */
  record Lost(Set<Market> markets, String connection, long receivedTimeNanos)
      implements TapeEvent {}

  /** The connection is alive: nothing else was said up to this time. */
  record Alive(String connection, long receivedTimeNanos) implements TapeEvent {}
}
