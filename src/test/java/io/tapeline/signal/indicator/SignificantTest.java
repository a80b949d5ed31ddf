package io.tapeline.signal.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures are told with ten significant digits. */
class SignificantTest {

  @ParameterizedTest
  @CsvSource({
    "55.134021124999, 55.13402112",
    "-0.000123456789052, -0.0001234567891",
    "123456789012345, 123456789000000",
    "0.5, 0.5",
    "0, 0",
    "-0.0, 0",
    "100, 100",
    "99999999999, 100000000000",
    "1e-15, 0.000000000000001",
    "1.23456789012e-12, 0.000000000001234568",
    "1e-30, 0",
    "1e20, 100000000000000000000"
  })
  void tenDigitsAreTold(double figure, String told) {
    BigDecimal rounded = Objects.requireNonNull(Significant.of(figure));
    assertThat(rounded.toPlainString()).isEqualTo(told);
  }

  @Test
  void whatIsNoNumberIsUnknown() {
    assertThat(Significant.of(Double.NaN)).isNull();
    assertThat(Significant.of(Double.POSITIVE_INFINITY)).isNull();
  }

  @Test
  void theyAreRoundedOnceAndStayWhatTheyAre() {
    SplittableRandom random = new SplittableRandom(5);
    MathContext ten = new MathContext(Significant.DIGITS, RoundingMode.HALF_EVEN);
    for (int i = 0; i < 10_000; i++) {
      double figure = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(20));
      if (Math.abs(figure) < 1e-7) {
        continue; // has no room for ten digits
      }
      BigDecimal rounded = Objects.requireNonNull(Significant.of(figure));
      assertThat(rounded).isEqualByComparingTo(new BigDecimal(figure).round(ten));
      assertThat(Significant.of(rounded.doubleValue())).isEqualTo(rounded);
    }
  }

  /** Halves that doubles can't tell from their neighbours, and every size. */
  @Test
  void theQuickWaysSayWhatTheExactRoundingDoes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200_000; i++) {
      double size = Math.pow(10, random.nextInt(-16, 13));
      double figure =
          switch (random.nextInt(3)) {
            case 0 -> (random.nextDouble() - 0.5) * size;
            case 1 -> random.nextInt(1_000_000) * size;
            default ->
                BigDecimal.valueOf(random.nextLong(1_000_000_000L, 10_000_000_000L))
                    .add(new BigDecimal("0.5"))
                    .multiply(BigDecimal.valueOf(size))
                    .doubleValue();
          };
      BigDecimal exact = Objects.requireNonNull(Significant.exactly(figure));
      assertThat(Significant.number(figure)).as("%s", figure).isEqualTo(exact.doubleValue());
      assertThat(Significant.of(figure)).as("%s", figure).isEqualTo(exact);
    }
    assertThat(Significant.number(-0.0)).isEqualTo(0.0);
    assertThat(Significant.number(Double.NaN)).isNaN();
    assertThat(Significant.number(Double.NEGATIVE_INFINITY)).isNaN();
  }
}
