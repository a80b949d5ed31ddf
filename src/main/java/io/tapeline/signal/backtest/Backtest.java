package io.tapeline.signal.backtest;

import io.tapeline.market.Interval;
import io.tapeline.signal.backtest.Trader.Notes;
import io.tapeline.signal.statistic.Excess;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.Glance;
import io.tapeline.signal.verdict.Sheets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What would have come of what traders say, on the candles of one series: each column that any of
 * them looks at is computed once. Everything follows from the candles alone.
 */
public final class Backtest {

  private final ClosedCandles market;
  private final int from;
  private final int to;
  private final Terms terms;
  private final List<Trader> traders;
  private final List<Decisions> decisions;

  /**
   * @param market the candles that are traded, and those before them that figures are made of
   * @param longer those of longer intervals, for strategies that look at them
   * @param fromNanos the first open time
   * @throws IllegalArgumentException if there are no candles from then on
   */
  public Backtest(
      ClosedCandles market,
      List<ClosedCandles> longer,
      long fromNanos,
      List<? extends Trader> traders,
      Terms terms) {
    this.market = market;
    this.from = market.bars().indexFrom(fromNanos);
    this.to = market.bars().size();
    if (from >= to) {
      throw new IllegalArgumentException("no candles");
    }
    this.terms = terms;
    this.traders = List.copyOf(traders);
    this.decisions = decisions(longer);
  }

  private List<Decisions> decisions(List<ClosedCandles> longer) {
    Interval interval = market.interval();
    Glance glance =
        new Glance(
            interval,
            new Sheets(Stream.concat(Stream.of(market), longer.stream()).toList()),
            traders.stream().flatMap(trader -> trader.readings(interval).stream()).toList());
    List<Notes> notes =
        traders.stream().map(trader -> trader.notes(interval, glance, to, terms)).toList();
    for (int i = from; i < to; i++) {
      glance.at(market.bars().openTimeNanos(i));
      for (Notes each : notes) {
        each.take(i);
      }
    }
    return notes.stream().map(Notes::decisions).toList();
  }

  /** Candles that are traded. */
  public int candles() {
    return to - from;
  }

  /** How it went, and how that compares with the benchmark. */
  public record Outcome(Track track, Measures measures, Excess excess) {
    private static Outcome of(Track track, Track benchmark, int resamples) {
      return new Outcome(
          track, Measures.of(track), Excess.of(track.worth(), benchmark.worth(), resamples));
    }
  }

  /** Who bought at the first open at which anybody could have, and held. */
  public Track benchmark() {
    return holding(from);
  }

  private Track holding(int first) {
    return Simulation.run(market, first, to, Decisions.HOLD, terms.ofHolding());
  }

  /**
   * How it went for one of the traders.
   *
   * @param trader the place among those given
   */
  public Track track(int trader) {
    return Simulation.run(market, from, to, decisions.get(trader), terms);
  }

  /**
   * The same, and what is said of it.
   *
   * @param benchmark that of this backtest
   * @param resamples as {@link Excess#of}
   */
  public Outcome outcome(int trader, Track benchmark, int resamples) {
    return Outcome.of(track(trader), benchmark, resamples);
  }

  /** As {@link WalkForward}: which trader in which window. */
  public List<WalkForward.Choice> choices(WalkForward windows) {
    return windows.choose(market, from, to, decisions, terms);
  }

  /**
   * What came of choices: one account, from the end of the first choice's past on.
   *
   * @param resamples as {@link Excess#of}
   */
  public Outcome outcome(List<WalkForward.Choice> choices, int resamples) {
    int first = choices.getFirst().split();
    Track track =
        Simulation.run(market, first, to, WalkForward.following(choices, decisions), terms);
    return Outcome.of(track, holding(first), resamples);
  }
}
