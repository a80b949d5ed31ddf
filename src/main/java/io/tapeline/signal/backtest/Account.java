package io.tapeline.signal.backtest;

import io.tapeline.signal.backtest.Trade.Fill;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What somebody has: 1 at first, of whatever the quote asset is, and one position at most. */
final class Account {

  private final Costs costs;
  private final List<Trade> trades = new ArrayList<>();
  private double cash = 1;

  /** Base units, below 0 of a short position. */
  private double quantity;

  private Stance stance = Stance.FLAT;
  private double turnover;
  private double paid;

  /** Of the position, if there is one. */
  private @Nullable Fill entry;

  private double share;
  private double before;
  private double notional;

  Account(Costs costs) {
    this.costs = costs;
  }

  Stance stance() {
    return stance;
  }

  /** With the position at this price, before the costs of leaving it. */
  double worth(double price) {
    return cash + quantity * price;
  }

  /**
   * @param wanted part of what is there, fees included
   */
  void enter(Stance side, double wanted, Fill asked) {
    Fill fill = filled(asked, side.sign());
    before = cash;
    share = wanted;
    notional = cash * wanted / (1 + costs.fee());
    quantity = side.sign() * notional / fill.price();
    pay(asked, fill, before);
    cash -= side.sign() * notional;
    stance = side;
    entry = fill;
  }

  void leave(Fill asked) {
    Fill fill = filled(asked, -stance.sign());
    double there = worth(asked.price());
    cash += quantity * fill.price();
    pay(asked, fill, there);
    end(fill);
  }

  /** A short position took all there was: it ends with nothing, whatever it would have owed. */
  void ruin(Fill fill) {
    cash = 0;
    end(fill);
  }

  private void end(Fill fill) {
    cash = Math.max(0, cash);
    trades.add(trade(fill, cash));
    quantity = 0;
    stance = Stance.FLAT;
    entry = null;
  }

  private Trade trade(@Nullable Fill exit, double worth) {
    double profit = worth - before;
    return new Trade(stance, Objects.requireNonNull(entry), exit, share, profit, profit / notional);
  }

  private Fill filled(Fill asked, int sign) {
    return new Fill(asked.decidedNanos(), asked.timeNanos(), costs.price(asked.price(), sign));
  }

  private void pay(Fill asked, Fill fill, double there) {
    double filled = Math.abs(quantity) * fill.price();
    double fee = filled * costs.fee();
    cash -= fee;
    paid += fee + Math.abs(quantity) * Math.abs(fill.price() - asked.price());
    turnover += there > 0 ? filled / there : 0;
  }

  /** In the order of their entries; the last may be open, at this price. */
  List<Trade> trades(double price) {
    List<Trade> all = new ArrayList<>(trades);
    if (stance != Stance.FLAT) {
      all.add(trade(null, worth(price)));
    }
    return all;
  }

  /** Notional of each fill by what was there, added up. */
  double turnover() {
    return turnover;
  }

  /** Fees and slippage, as a share of what was there at the beginning. */
  double paid() {
    return paid;
  }
}
