package io.tapeline.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.Stretch.State;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {

  @Test
  void whatIsNotKnownIsMissing() {
    Stretch first = new Stretch(State.OBSERVED, 10, 20);
    Stretch second = new Stretch(State.PARTIAL, 20, 30);
    Stretch third = new Stretch(State.OBSERVED, 40, 50);
    assertThat(Stretch.filled(List.of(first, second, third), 0, 60))
        .containsExactly(
            new Stretch(State.MISSING, 0, 10),
            first,
            second,
            new Stretch(State.MISSING, 30, 40),
            third,
            new Stretch(State.MISSING, 50, 60));
  }

  private static Candle minute(int number, long observed, Candle.Origin origin) {
    Decimal price = Decimal.of(100);
    return new Candle(
        Interval.M1,
        number * Interval.M1.nanos(),
        price,
        price,
        price,
        price,
        BigDecimal.ONE,
        null,
        null,
        null,
        observed,
        false,
        true,
        1,
        origin);
  }

  @Test
  void neighboursOfWhichTheSameIsKnownAreOneStretch() {
    long whole = Interval.M1.nanos();
    List<Candle> candles =
        List.of(
            minute(0, whole, Candle.Origin.TAPE),
            minute(1, whole, Candle.Origin.TAPE),
            minute(2, 1, Candle.Origin.TAPE),
            minute(3, whole, Candle.Origin.VENUE),
            minute(4, whole, Candle.Origin.MIXED),
            minute(6, whole, Candle.Origin.IMPORT),
            minute(8, whole, Candle.Origin.IMPORT),
            Candle.synthetic(Interval.M1, 9 * whole, Decimal.ONE, whole, 1),
            Candle.synthetic(Interval.M1, 10 * whole, Decimal.ONE, whole - 1, 1));
    assertThat(Stretch.of(candles))
        .extracting(
            stretch ->
                stretch.state()
                    + " "
                    + stretch.fromNanos() / whole
                    + "-"
                    + stretch.toNanos() / whole)
        .containsExactly(
            "OBSERVED 0-2",
            "PARTIAL 2-3",
            "REPAIRED 3-5",
            "IMPORTED 6-7",
            "IMPORTED 8-9",
            "SYNTHETIC 9-10",
            "PARTIAL 10-11");
  }

  @Test
  void nothingKnownIsOneStretch() {
    assertThat(Stretch.filled(List.of(), 5, 9)).containsExactly(new Stretch(State.MISSING, 5, 9));
    assertThat(Stretch.filled(List.of(), 5, 5)).isEmpty();
  }
}
