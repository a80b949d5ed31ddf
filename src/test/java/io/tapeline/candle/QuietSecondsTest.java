package io.tapeline.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietSecondsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long START = 1_000_020 * MINUTE;

  private static Candle candle(Interval interval, long open, String price, long observed) {
    Decimal p = Decimal.parse(price);
    return new Candle(
        interval,
        open,
        p,
        p,
        p,
        p,
        BigDecimal.ONE,
        p.toBigDecimal(),
        p.toBigDecimal(),
        1L,
        observed,
        false,
        true,
        1,
        Candle.Origin.TAPE);
  }

  private static Candle second(long offset, String price) {
    return candle(Interval.S1, START + offset * SECOND, price, SECOND);
  }

  private static Candle minute(long offset, String price, long observed) {
    return candle(Interval.M1, START + offset * MINUTE, price, observed);
  }

  @Test
  void aMinuteThatWasWatchedThroughoutHasAllItsSeconds() {
    List<Candle> filled =
        QuietSeconds.filled(
            List.of(second(10, "101"), second(30, "102")),
            List.of(minute(-1, "100", MINUTE), minute(0, "102", MINUTE)),
            START + MINUTE);
    assertThat(filled).hasSize(60);
    assertThat(filled.get(0).close()).isEqualTo(Decimal.parse("100"));
    assertThat(filled.get(0).synthetic()).isTrue();
    assertThat(filled.get(0).trades()).isZero();
    assertThat(filled.get(10).synthetic()).isFalse();
    assertThat(filled.get(29).close()).isEqualTo(Decimal.parse("101"));
    assertThat(filled.get(59).close()).isEqualTo(Decimal.parse("102"));
  }

  @Test
  void withoutACloseBeforeTheSecondsBeforeTheFirstTradeAreMissing() {
    List<Candle> filled =
        QuietSeconds.filled(
            List.of(second(10, "101")),
            List.of(minute(-2, "100", MINUTE), minute(0, "101", MINUTE)),
            START + MINUTE);
    assertThat(filled).hasSize(50);
    assertThat(filled.getFirst().openTimeNanos()).isEqualTo(START + 10 * SECOND);
  }

  @Test
  void whereAMinuteWasNotWatchedThroughoutNothingIsFilledIn() {
    List<Candle> traded = List.of(second(10, "101"), second(12, "102"));
    assertThat(
            QuietSeconds.filled(
                traded, List.of(minute(-1, "100", MINUTE), minute(0, "102", MINUTE - 1)), MINUTE))
        .isEqualTo(traded);
    assertThat(QuietSeconds.filled(traded, List.of(), START + MINUTE)).isEqualTo(traded);
  }

  @Test
  void nothingIsFilledInBeyondTheRange() {
    List<Candle> filled =
        QuietSeconds.filled(
            List.of(),
            List.of(minute(-1, "100", MINUTE), minute(0, "100", MINUTE)),
            START + 5 * SECOND);
    assertThat(filled).hasSize(5);
  }
}
