package io.tapeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExactSumTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static Decimal decimal(SplittableRandom random) {
    long digits = random.nextLong(Decimal.powerOfTen(random.nextInt(19)));
    return new Decimal(random.nextBoolean() ? digits : -digits, random.nextInt(19));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sumsAndProductsAreWhatBigDecimalSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ExactSum sum = new ExactSum();
    BigDecimal expected = BigDecimal.ZERO;
    for (int i = 0; i < 60; i++) {
      Decimal a = decimal(random);
      Decimal b = decimal(random);
      sum.add(a);
      sum.addProduct(a, b);
      expected = expected.add(a.toBigDecimal()).add(a.times(b));
      assertThat(sum.value()).isEqualByComparingTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsTakenAwayAgainLeavesNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ExactSum sum = new ExactSum();
    List<Decimal> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      values.add(decimal(random));
    }
    values.forEach(v -> sum.addProduct(v, v));
    values.forEach(sum::add);
    values.reversed().forEach(sum::subtract);
    values.forEach(v -> sum.subtractProduct(v, v));
    assertThat(sum.isZero()).isTrue();
    assertThat(sum.value()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void valuesAreWrittenPlain() {
    ExactSum sum = new ExactSum();
    sum.addProduct(Decimal.parse("61837.63"), Decimal.parse("0.02"));
    assertThat(sum.value()).isEqualTo(new BigDecimal("1236.7526"));
    sum.clear();
    sum.add(Decimal.parse("1200"));
    assertThat(sum.value()).isEqualTo(new BigDecimal("1200"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sumsAreDividedExactlyAndThenRounded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ExactSum notional = new ExactSum();
    ExactSum volume = new ExactSum();
    for (int i = 0; i < 40; i++) {
      Decimal price = new Decimal(random.nextLong(1, 10_000_000_000L), random.nextInt(9));
      Decimal quantity = new Decimal(random.nextLong(1, 1_000_000_000L), random.nextInt(9));
      notional.addProduct(price, quantity);
      volume.add(quantity);
      assertThat(volume.rounded()).isEqualTo(Decimal.rounded(volume.value()));
      assertThat(notional.dividedBy(volume))
          .isEqualTo(Decimal.quotient(notional.value(), volume.value()));
    }
  }
}
