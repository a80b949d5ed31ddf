package io.tapeline.signal.backtest;

import io.tapeline.signal.backtest.Trade.Fill;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.statistic.Returns;
import io.tapeline.signal.verdict.ClosedCandles;
import java.util.Arrays;

/**
 * Goes through candles once. What is decided at the close of one is filled at the open of the next
 * that is there and in which something traded; until then the newest decision counts. The first
 * candle only decides, what the last decides is never filled.
 */
final class Simulation {

  private final ClosedCandles market;
  private final Decisions decisions;
  private final Terms terms;
  private final Account account;

  /** What was decided and not filled yet; where the account is, if nothing. */
  private Stance wanted = Stance.FLAT;

  private double share;
  private long decidedNanos;

  private Simulation(ClosedCandles market, Decisions decisions, Terms terms) {
    this.market = market;
    this.decisions = decisions;
    this.terms = terms;
    this.account = new Account(terms.costs());
  }

  /**
   * @param from the first candle
   * @param to behind the last, of at least one
   */
  static Track run(ClosedCandles market, int from, int to, Decisions decisions, Terms terms) {
    return new Simulation(market, decisions, terms).run(from, to);
  }

  private Track run(int from, int to) {
    Bars bars = market.bars();
    double[] worth = new double[to - from];
    int exposed = 0;
    boolean ruined = false;
    for (int i = from; i < to; i++) {
      if (wanted != account.stance() && !market.isSynthetic(i)) {
        fill(bars.openTimeNanos(i), bars.open()[i]);
      }
      double close = bars.close()[i];
      if (account.worth(close) <= 0 && !ruined) {
        ruined = true;
        if (account.stance() != Stance.FLAT) {
          account.ruin(new Fill(closeNanos(i), closeNanos(i), close));
        }
      }
      worth[i - from] = account.worth(close);
      exposed += account.stance() == Stance.FLAT ? 0 : 1;
      if (ruined) {
        wanted = Stance.FLAT;
      } else {
        decide(i);
      }
    }
    long[] times = Arrays.copyOfRange(bars.openTimes(), from, to);
    return new Track(
        Returns.of(market.interval(), times, worth),
        account.trades(bars.close()[to - 1]),
        exposed,
        account.turnover(),
        account.paid());
  }

  private long closeNanos(int candle) {
    return market.bars().openTimeNanos(candle) + market.interval().nanos();
  }

  private void fill(long timeNanos, double open) {
    Fill fill = new Fill(decidedNanos, timeNanos, open);
    if (account.stance() != Stance.FLAT) {
      account.leave(fill);
    }
    if (wanted != Stance.FLAT && account.worth(open) > 0) {
      account.enter(wanted, share, fill);
    }
    wanted = account.stance();
  }

  private void decide(int candle) {
    Stance held = account.stance();
    Stance now = decisions.at(candle, held);
    wanted = held;
    if (now != held) {
      share = now == Stance.FLAT ? 0 : terms.sizing().share(market, candle);
      if (Double.isNaN(share)) {
        now = Stance.FLAT; // what was held is left all the same
      }
      wanted = now;
      decidedNanos = closeNanos(candle);
    }
  }
}
