package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.PRICE;

import io.tapeline.signal.column.Columns;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Unit;
import java.util.List;
import java.util.function.Function;

/** One price for a whole candle. */
final class Prices {

  private Prices() {}

  static List<Indicator> all() {
    return List.of(
        price("close", "Close", "close", Bars::close),
        price("medprice", "Median price", "(high + low) / 2", Bars::median),
        price("typprice", "Typical price", "(high + low + close) / 3", Bars::typical),
        price(
            "wcprice",
            "Weighted close",
            "(high + low + 2 close) / 4",
            bars ->
                Columns.times(
                    Columns.plus(Columns.times(bars.median(), 2), Columns.times(bars.close(), 2)),
                    0.25)),
        price(
            "avgprice",
            "Average price",
            "(open + high + low + close) / 4",
            bars ->
                Columns.times(
                    Columns.plus(
                        Columns.times(bars.median(), 2), Columns.plus(bars.open(), bars.close())),
                    0.25)));
  }

  private static Indicator price(
      String name, String title, String formula, Function<Bars, double[]> price) {
    return Entry.of(PRICE, name, title)
        .gives(Unit.PRICE)
        .formula(formula)
        .source(Sources.ACHELIS)
        .is((bars, _) -> price.apply(bars));
  }
}
