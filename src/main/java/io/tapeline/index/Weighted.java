package io.tapeline.index;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** A value and what it weighs. */
record Weighted(Decimal value, BigDecimal weight) {

  /**
   * The weighted median: the least value at which the weights of it and all below reach half of the
   * sum; where they are exactly half, the mean of it and the next.
   *
   * @param values at least one, with positive weights
   */
  static Decimal median(List<Weighted> values) {
    List<Weighted> sorted = values.stream().sorted(Comparator.comparing(Weighted::value)).toList();
    BigDecimal sum = BigDecimal.ZERO;
    for (Weighted each : sorted) {
      sum = sum.add(each.weight);
    }
    BigDecimal twice = BigDecimal.ZERO;
    for (int i = 0; i < sorted.size(); i++) {
      twice = twice.add(sorted.get(i).weight.multiply(BigDecimal.TWO));
      int half = twice.compareTo(sum);
      if (half > 0 || i == sorted.size() - 1) {
        return sorted.get(i).value;
      }
      if (half == 0) {
        return mean(sorted.get(i).value, sorted.get(i + 1).value);
      }
    }
    throw new IllegalArgumentException("a median needs a value");
  }

  /** The weighted median of the distances from a centre. */
  static Decimal deviation(List<Weighted> values, Decimal centre) {
    return median(
        values.stream().map(v -> new Weighted(distance(v.value, centre), v.weight)).toList());
  }

  static Decimal distance(Decimal a, Decimal b) {
    return Decimal.rounded(a.toBigDecimal().subtract(b.toBigDecimal()).abs());
  }

  private static Decimal mean(Decimal a, Decimal b) {
    return Decimal.quotient(a.toBigDecimal().add(b.toBigDecimal()), BigDecimal.TWO);
  }
}
