package io.tapeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecimalTest {

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ordersAndPrintsAsBigDecimalDoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Decimal a = new Decimal(random.nextLong() / 10, random.nextInt(19));
    Decimal b = new Decimal(random.nextLong() / 10, random.nextInt(19));
    assertThat(Integer.signum(a.compareTo(b)))
        .isEqualTo(a.toBigDecimal().compareTo(b.toBigDecimal()));
    assertThat(Decimal.parse(a.toString())).isEqualTo(a);
    assertThat(a.toString()).isEqualTo(a.toBigDecimal().toPlainString());
    Decimal shorter = new Decimal(a.unscaled() >> random.nextInt(60), b.scale());
    assertThat(shorter.doubleValue()).isEqualTo(shorter.toBigDecimal().doubleValue());
    assertThat(a.doubleValue()).isEqualTo(a.toBigDecimal().doubleValue());
  }

  @Test
  void equalValuesAreEqualObjects() {
    assertThat(Decimal.parse("1.500")).isEqualTo(Decimal.parse("15e-1"));
    assertThat(Decimal.parse("0.000")).isEqualTo(Decimal.ZERO);
    assertThat(Decimal.parse("1E3")).isEqualTo(Decimal.of(1000));
  }

  @Test
  void roundsToEighteenSignificantDigitsHalfEven() {
    assertThat(Decimal.quotient(BigDecimal.ONE, new BigDecimal("3")))
        .hasToString("0.333333333333333333");
    assertThat(Decimal.quotient(new BigDecimal("200000"), new BigDecimal("3")))
        .hasToString("66666.6666666666667");
    assertThat(Decimal.rounded(new BigDecimal("0.0000000000000000005"))).isEqualTo(Decimal.ZERO);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void quotientsAreRoundedOnceWhateverTheirDigits(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      BigDecimal a = BigDecimal.valueOf(random.nextLong(1L << random.nextInt(1, 62)), 12);
      BigDecimal b = BigDecimal.valueOf(1 + random.nextLong(1L << random.nextInt(1, 62)), 9);
      BigDecimal exact = a.divide(b, new MathContext(60, RoundingMode.HALF_EVEN));
      assertThat(Decimal.quotient(a, b)).as("%s / %s", a, b).isEqualTo(Decimal.rounded(exact));
    }
  }

  @Test
  void refusesWhatItCannotHold() {
    assertThatThrownBy(() -> Decimal.parse("1e19")).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Decimal.parse("0.1234567890123456789"))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Decimal.parse("1.5").unscaledAt(0))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRoundedProductIsTheExactOneRounded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50; i++) {
      Decimal a = new Decimal(random.nextLong() >> random.nextInt(64), random.nextInt(10));
      Decimal b = new Decimal(random.nextLong(Decimal.powerOfTen(random.nextInt(9))), 8);
      if (a.times(b).abs().compareTo(new BigDecimal("1e17")) < 0) {
        assertThat(a.timesRounded(b)).isEqualTo(Decimal.rounded(a.times(b)));
        assertThat(b.timesRounded(a)).isEqualTo(a.timesRounded(b));
      }
    }
  }

  private static Decimal positive(SplittableRandom random) {
    long digits = random.nextLong(1, Decimal.powerOfTen(1 + random.nextInt(18)));
    return new Decimal(digits, random.nextInt(19));
  }

  private static BigDecimal rounded(BigDecimal exact) {
    int afterPoint = 18 - (exact.precision() - exact.scale());
    return exact.setScale(
        Math.min(18, Math.min(exact.scale(), afterPoint)), RoundingMode.HALF_EVEN);
  }

  private static void assertRounded(Supplier<Decimal> worked, BigDecimal exact) {
    if (rounded(exact).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      assertThatThrownBy(worked::get).isInstanceOf(ArithmeticException.class);
    } else {
      assertThat(worked.get().toBigDecimal()).isEqualByComparingTo(rounded(exact));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void productsQuotientsMeansAndDistancesAreTheExactOnesRoundedOnce(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MathContext wide = new MathContext(90, RoundingMode.DOWN);
    for (int i = 0; i < 100; i++) {
      Decimal a = positive(random);
      Decimal b = positive(random);
      BigDecimal bigA = a.toBigDecimal();
      BigDecimal bigB = b.toBigDecimal();
      assertRounded(() -> a.timesRounded(b), bigA.multiply(bigB));
      assertRounded(() -> a.dividedBy(b), bigA.divide(bigB, wide));
      assertRounded(() -> Decimal.mid(a, b), bigA.add(bigB).divide(BigDecimal.TWO));
      assertRounded(() -> a.distance(b), bigA.subtract(bigB).abs());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsAndDividesExactValuesOfAnyWidth(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MathContext wide = new MathContext(90, RoundingMode.DOWN);
    for (int i = 0; i < 100; i++) {
      // trailing zeros, scales below zero, more digits than fit
      BigDecimal a = positive(random).toBigDecimal().setScale(random.nextInt(18, 22));
      BigDecimal b = positive(random).toBigDecimal().scaleByPowerOfTen(random.nextInt(4) - 1);
      assertThat(Decimal.of(a).toBigDecimal()).isEqualByComparingTo(a);
      assertThat(Decimal.of(a.negate()).toBigDecimal()).isEqualByComparingTo(a.negate());
      assertRounded(() -> Decimal.quotient(a, b), a.divide(b, wide));
      assertRounded(() -> Decimal.quotient(b, a), b.divide(a, wide));
    }
    assertThat(Decimal.of(new BigDecimal("1.500"))).isEqualTo(Decimal.parse("1.5"));
    assertThat(Decimal.of(new BigDecimal("1E+3"))).isEqualTo(Decimal.of(1000));
  }

  @Test
  void roundsTiesToEvenAndCarriesIntoANewDigit() {
    assertThat(Decimal.parse("1.00000000000000001").timesRounded(Decimal.parse("0.5")))
        .hasToString("0.500000000000000005");
    assertThat(Decimal.parse("0.000000001").timesRounded(Decimal.parse("0.0000000005")))
        .isEqualTo(Decimal.ZERO);
    assertThat(Decimal.parse("0.000000003").timesRounded(Decimal.parse("0.0000000005")))
        .hasToString("0.000000000000000002");
    assertThat(
            Decimal.parse("999999999999999999").timesRounded(Decimal.parse("0.9999999999999999")))
        .hasToString("999999999999999899");
    assertThat(
            Decimal.parse("0.999999999999999999")
                .timesRounded(Decimal.parse("0.999999999999999999")))
        .hasToString("0.999999999999999998");
    assertThat(
            Decimal.parse("99999999999999999.9").dividedBy(Decimal.parse("0.999999999999999999")))
        .hasToString("100000000000000000");
    assertThat(Decimal.parse("2").dividedBy(Decimal.parse("3")))
        .hasToString("0.666666666666666667");
    assertThat(Decimal.parse("1").halfDistance(Decimal.parse("1.25"))).hasToString("0.125");
  }
}
