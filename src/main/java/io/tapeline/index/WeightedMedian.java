package io.tapeline.index;

import io.tapeline.market.Decimal;
import java.util.Arrays;

/**
 * The weighted median of values: the least at which the weights of it and all below reach more than
 * half of the sum; where they are exactly half, the mean of it and the next. Used again and again,
 * so that a tick allocates nothing for it.
 */
final class WeightedMedian {

  private static final int FEW = 16;

  private Decimal[] values = new Decimal[FEW];
  private long[] weights = new long[FEW];
  private int size;
  private long sum;

  WeightedMedian clear() {
    size = 0;
    sum = 0;
    return this;
  }

  /** Adds a value at its place: markets are few, and mostly come in much the same order. */
  void add(Decimal value, long weight) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    int at = size++;
    for (; at > 0 && values[at - 1].compareTo(value) > 0; at--) {
      values[at] = values[at - 1];
      weights[at] = weights[at - 1];
    }
    values[at] = value;
    weights[at] = weight;
    sum += weight;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** At least one value must have been added. */
  Decimal value() {
    long twice = 0;
    for (int i = 0; i < size - 1; i++) {
      twice += 2 * weights[i];
      if (twice > sum) {
        return values[i];
      }
      if (twice == sum) {
        return Decimal.mid(values[i], values[i + 1]);
      }
    }
    return values[size - 1];
  }
}
