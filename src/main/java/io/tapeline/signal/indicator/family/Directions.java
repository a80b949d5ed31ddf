package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.TREND;
import static io.tapeline.signal.indicator.Parameter.length;

import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Wilder;
import io.tapeline.signal.column.WilderSum;
import io.tapeline.signal.column.Windows;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Memory;
import io.tapeline.signal.indicator.Running;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/** Wilder's directional movement, and the vortex that was made after it. */
final class Directions {

  private static final String SUM = "each sum with the first n − 1 moves";
  private static final String AS_TALIB =
      "Wilder's book begins with n moves, ta4j with the first; we with n − 1, as TA-Lib and Tulip:"
          + " gone after the warm-up";

  private Directions() {}

  static List<Indicator> all() {
    return List.of(
        movement("dm", "Directional movement", Unit.PRICE)
            .formula(
                "plus: Wilder's sum over n of high − high′ where it is positive and more than low′ −"
                    + " low; minus: the other way round")
            .runs(a -> moves(a.count(0))),
        movement("di", "Directional indicators", Unit.PERCENT)
            .formula("100·dm(n) / Wilder's sum over n of the true range; 0 where that is 0")
            .runs(a -> shares(a.count(0))),
        index("dx", "Directional index", 1, 1)
            .formula("100·|plus − minus| / (plus + minus) of dm(n); 0 where that is 0")
            .runs(a -> index(a.count(0))),
        index("adx", "Average directional index", 2, 2)
            .formula("wilders(n) of dx(n)")
            .runs(a -> average(a.count(0))),
        index("adxr", "Average directional index rating", 3, 2)
            .formula("(adx(n) + adx(n) of n − 1 candles ago) / 2")
            .is(
                (bars, a) -> {
                  double[] average = average(a.count(0)).columns(bars, 1)[0];
                  double[] then = Columns.before(average, a.count(0) - 1);
                  return Columns.times(Columns.plus(average, then), 0.5);
                }),
        vortex());
  }

  private static Entry movement(String name, String title, Unit unit) {
    return Entry.of(TREND, name, title)
        .takes(length("n", 14))
        .gives("plus", unit)
        .gives("minus", unit)
        .source(Sources.WILDER)
        .differs(AS_TALIB)
        .from(a -> a.count(0) - 1)
        .seeded(SUM, a -> Memory.wilder(a.count(0)));
  }

  private static Entry index(String name, String title, int lengths, int averages) {
    return Entry.of(TREND, name, title)
        .takes(length("n", 14))
        .gives(Unit.NUMBER)
        .source(Sources.WILDER)
        .differs(AS_TALIB)
        .from(a -> lengths * (a.count(0) - 1))
        .seeded(SUM, a -> averages * Memory.wilder(a.count(0)));
  }

  private static Running moves(int n) {
    Movement movement = new Movement(n);
    return (bars, i, figures) -> {
      movement.next(bars, i);
      figures[0] = movement.plus();
      figures[1] = movement.minus();
    };
  }

  private static Running shares(int n) {
    Movement movement = new Movement(n);
    WilderSum ranges = new WilderSum(n);
    return (bars, i, figures) -> {
      double range = ranges.next(movement.next(bars, i));
      figures[0] = Columns.ratio(100, movement.plus(), range, 0);
      figures[1] = Columns.ratio(100, movement.minus(), range, 0);
    };
  }

  private static Running index(int n) {
    Movement movement = new Movement(n);
    return (bars, i, figures) -> {
      movement.next(bars, i);
      figures[0] = movement.index();
    };
  }

  private static Running average(int n) {
    Movement movement = new Movement(n);
    Wilder average = new Wilder(n);
    return (bars, i, figures) -> {
      movement.next(bars, i);
      figures[0] = average.next(movement.index());
    };
  }

  private static Indicator vortex() {
    return Entry.of(TREND, "vortex", "Vortex indicator")
        .takes(length("n", 14))
        .gives("plus", Unit.RATIO)
        .gives("minus", Unit.RATIO)
        .formula(
            "plus: Σ|high − low′| over n / Σ true range over n; minus: with |low − high′|; 0 where that"
                + " is 0")
        .source("Etienne Botes, Douglas Siepman, Stocks & Commodities, January 2010")
        .from(a -> a.count(0))
        .are(
            (bars, a) -> {
              double[] range = Windows.sum(Columns.from(bars.trueRange(), 1), a.count(0));
              return new double[][] {
                way(bars.high(), bars.low(), range, a.count(0)),
                way(bars.low(), bars.high(), range, a.count(0))
              };
            });
  }

  private static double[] way(double[] to, double[] from, double[] range, int n) {
    double[] ways = Columns.size(Columns.minus(to, Columns.before(from, 1)));
    return Columns.ratio(1, Windows.sum(ways, n), range, 0);
  }
}
