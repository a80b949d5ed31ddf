package io.tapeline.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.Candle.Origin;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecountTest {

  private static final long WHOLE = Interval.M1.nanos();

  private static Candle candle(Origin origin, long observed, String volume, @Nullable Long trades) {
    return candle(origin, observed, volume, trades, "10");
  }

  private static Candle candle(
      Origin origin, long observed, String volume, @Nullable Long trades, String close) {
    return new Candle(
        Interval.M1,
        0,
        Decimal.parse("10"),
        Decimal.parse("12"),
        Decimal.parse("8"),
        Decimal.parse(close),
        new BigDecimal(volume),
        null,
        null,
        trades,
        observed,
        false,
        true,
        3,
        origin);
  }

  private static @Nullable String told(@Nullable Candle standing, Candle made) {
    Candle next = Recount.of(standing, made);
    return next == null
        ? null
        : "%s %s of %d, revision %d"
            .formatted(next.origin(), next.volume(), next.observedNanos(), next.revision());
  }

  private static Candle made(long observed, String volume, long trades) {
    return candle(Origin.TAPE, observed, volume, trades);
  }

  @Test
  void whereNothingStandsTheFilesCandleIsTheFirst() {
    assertThat(told(null, made(7, "5", 2))).isEqualTo("IMPORT 5 of 7, revision 1");
  }

  @Test
  void whatTheTapeWatchedStaysItsOwnAndIsRevisedByMoreAlone() {
    Candle tape = candle(Origin.TAPE, WHOLE, "5", 2L);
    assertThat(told(tape, made(0, "6", 3))).isEqualTo("TAPE 6 of 60000000000, revision 4");
    assertThat(told(tape, made(WHOLE, "5", 2))).isNull();
    assertThat(told(tape, made(WHOLE, "4", 3))).isNull();
    assertThat(told(tape, made(WHOLE, "6", 1))).isNull();
    // among equal times the tape knew the last one
    assertThat(Recount.of(tape, candle(Origin.TAPE, WHOLE, "5", 2L, "11"))).isNull();
  }

  @Test
  void aFileThatKnowsAllReplacesWhatNobodyWatched() {
    for (Origin origin : new Origin[] {Origin.VENUE, Origin.IMPORT}) {
      assertThat(told(candle(origin, WHOLE, "9", 9L), made(WHOLE, "5", 2)))
          .isEqualTo("IMPORT 5 of 60000000000, revision 4");
    }
    assertThat(told(candle(Origin.TAPE, 40, "9", null), made(WHOLE, "5", 2)))
        .isEqualTo("IMPORT 5 of 60000000000, revision 4");
  }

  @Test
  void aFileThatKnowsAPartReplacesOnlyWhatItContainsAndCoverageNeverShrinks() {
    Candle partial = candle(Origin.TAPE, 40, "5", 2L);
    assertThat(told(partial, made(20, "4", 2))).isNull();
    assertThat(told(partial, made(20, "5", 2))).isNull();
    assertThat(told(partial, made(50, "5", 2))).isEqualTo("IMPORT 5 of 50, revision 4");
    assertThat(told(partial, made(20, "6", 3))).isEqualTo("IMPORT 6 of 40, revision 4");
    // what nobody said sets no bound, and is said now
    assertThat(told(candle(Origin.VENUE, WHOLE, "5", null), made(20, "5", 2)))
        .isEqualTo("IMPORT 5 of 60000000000, revision 4");
  }

  @Test
  void aQuietMinuteGivesWayToAnyTradeAndRepeatsTheCloseBeforeIt() {
    Candle quiet = Candle.synthetic(Interval.M1, 0, Decimal.parse("99"), WHOLE, 1);
    assertThat(told(quiet, made(0, "1", 1))).isEqualTo("TAPE 1 of 60000000000, revision 2");
    Candle other = Candle.synthetic(Interval.M1, 0, Decimal.parse("98"), WHOLE, 1);
    assertThat(told(quiet, quiet)).isNull();
    assertThat(Recount.of(quiet, other)).isEqualTo(other.withRevision(2));
    assertThat(Recount.repeating(quiet, Decimal.parse("98"), 2)).isEqualTo(other.withRevision(2));
  }
}
