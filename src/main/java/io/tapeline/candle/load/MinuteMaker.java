package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleBuilder;
import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import io.tapeline.tape.load.TimeRanges.Range;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Makes minutes and seconds of stored trades as the tape would, had it been watching while the file
 * knows all trades.
 */
final class MinuteMaker {

  private static final String FILE = "file";

  /** Numbers tell the order of trades of one moment; where there are none, their arrival does. */
  private static final Comparator<Trade> BY_NUMBER = Comparator.comparing(Trade::id);

  private static final Comparator<Trade> BY_ARRIVAL =
      Comparator.comparingLong(Trade::receivedTimeNanos).thenComparing(Trade::id);

  /** Takes what is made, minute by minute. */
  interface Sink {
    /**
     * @param seconds those of the minute in which something traded
     */
    void take(Candle minute, List<Candle> seconds) throws IOException;
  }

  private record Edge(long timeNanos, boolean begins) {}

  // trades come in order, so that what is over never changes
  private final CandleBuilder seconds = new CandleBuilder(Interval.S1, 0, 0);
  private final CandleBuilder minutes = new CandleBuilder(Interval.M1, 0, 0);
  private final Deque<Edge> edges = new ArrayDeque<>();
  private final Sink sink;
  private final List<Candle> madeSeconds = new ArrayList<>();
  private final List<Candle> madeMinutes = new ArrayList<>();

  /**
   * @param known time of which all trades are known, ascending
   */
  MinuteMaker(List<Range> known, Sink sink) {
    this.sink = sink;
    for (Range range : known) {
      edges.add(new Edge(range.fromNanos(), true));
      edges.add(new Edge(range.toNanos(), false));
    }
  }

  /** More trades, all later than those before. */
  void add(List<Trade> trades) throws IOException {
    int from = 0;
    while (from < trades.size()) {
      long time = trades.get(from).eventTimeNanos();
      int to = from + 1;
      while (to < trades.size() && trades.get(to).eventTimeNanos() == time) {
        to++;
      }
      addMoment(time, trades.subList(from, to));
      from = to;
    }
  }

  private void addMoment(long time, List<Trade> trades) throws IOException {
    pass(time);
    boolean numbered = trades.stream().allMatch(trade -> trade.id().isNumber());
    for (Trade trade : trades.stream().sorted(numbered ? BY_NUMBER : BY_ARRIVAL).toList()) {
      // when it was received is of no matter any more
      Trade at =
          new Trade(
              trade.market(),
              trade.id(),
              trade.price(),
              trade.quantity(),
              trade.side(),
              time,
              time,
              trade.matches());
      seconds.apply(at, madeSeconds::add);
      minutes.apply(at, madeMinutes::add);
    }
  }

  /** There are no more trades before this time: what ended by then goes to the sink. */
  void pass(long timeNanos) throws IOException {
    while (!edges.isEmpty() && edges.getFirst().timeNanos() <= timeNanos) {
      Edge edge = edges.removeFirst();
      tick(edge.timeNanos());
      for (CandleBuilder builder : List.of(seconds, minutes)) {
        if (edge.begins()) {
          builder.watching(FILE, edge.timeNanos());
        } else {
          builder.lost(FILE, edge.timeNanos());
        }
      }
    }
    tick(timeNanos);
  }

  private void tick(long timeNanos) throws IOException {
    seconds.tick(timeNanos, madeSeconds::add);
    minutes.tick(timeNanos, madeMinutes::add);
    for (Candle minute : madeMinutes) {
      List<Candle> own =
          madeSeconds.stream()
              .filter(second -> Interval.M1.floor(second.openTimeNanos()) == minute.openTimeNanos())
              .toList();
      sink.take(minute, own);
    }
    if (!madeMinutes.isEmpty()) {
      long over = madeMinutes.getLast().closeTimeNanos();
      madeSeconds.removeIf(second -> second.openTimeNanos() < over);
      madeMinutes.clear();
    }
  }
}
