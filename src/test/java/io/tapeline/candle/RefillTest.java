package io.tapeline.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.Candle.Origin;
import io.tapeline.candle.Stretch.State;
import io.tapeline.exchange.ToldCandles;
import io.tapeline.exchange.VenueCandle;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefillTest {

  private static final long MINUTE = Interval.M1.nanos();
  private static final long START = 1_000_020 * MINUTE;

  private static long at(long minute) {
    return START + minute * MINUTE;
  }

  private static Stretch gap(long from, long to) {
    return new Stretch(State.MISSING, at(from), at(to));
  }

  private static VenueCandle told(long minute, String price, @Nullable Long trades) {
    Decimal p = Decimal.parse(price);
    return new VenueCandle(at(minute), p, p, p, p, BigDecimal.TEN, null, trades);
  }

  private static ToldCandles venue(long from, long to, VenueCandle... candles) {
    return new ToldCandles(List.of(candles), List.of(new ToldCandles.Stretch(at(from), at(to))));
  }

  /** As we saw it: in part. */
  private static Candle ours(long minute, String price, String volume) {
    Decimal p = Decimal.parse(price);
    BigDecimal base = new BigDecimal(volume);
    BigDecimal quote = base.multiply(p.toBigDecimal());
    return new Candle(
        Interval.M1,
        at(minute),
        p,
        p,
        p,
        p,
        base,
        quote,
        base.signum() == 0 ? null : Candle.vwap(quote, base),
        7L,
        MINUTE / 2,
        false,
        true,
        3,
        Origin.TAPE);
  }

  @Test
  void theVenuesMinutesAreTakenAndQuietOnesRepeatTheClose() {
    List<Candle> made =
        Refill.of(gap(0, 4), List.of(), venue(0, 4, told(1, "100", 5L), told(3, "101", null)));
    // of the first minute the close before is not known
    assertThat(made).extracting(Candle::openTimeNanos).containsExactly(at(1), at(2), at(3));
    assertThat(made).extracting(Candle::synthetic).containsExactly(false, true, false);
    assertThat(made).extracting(Candle::trades).containsExactly(5L, 0L, null);
    assertThat(made)
        .extracting(Candle::close)
        .map(Decimal::toString)
        .containsExactly("100", "100", "101");
    assertThat(made)
        .allSatisfy(
            candle -> {
              assertThat(candle.origin()).isEqualTo(Origin.VENUE);
              assertThat(candle.observedNanos()).isEqualTo(MINUTE);
              assertThat(candle.complete()).isTrue();
            });
    assertThat(made.getFirst().quoteVolume()).isNull();
    assertThat(made.getFirst().vwap()).isNull();
  }

  @Test
  void theCloseBeforeIsOursOrTheVenuesWhicheverIsLater() {
    List<Candle> kept = List.of(ours(-2, "90", "1"));
    assertThat(Refill.of(gap(0, 1), kept, venue(0, 1)).getFirst().close())
        .isEqualTo(Decimal.of(90));
    assertThat(Refill.of(gap(0, 1), kept, venue(-1, 1, told(-1, "95", 1L))).getFirst().close())
        .isEqualTo(Decimal.of(95));
    assertThat(Refill.of(gap(0, 1), kept, venue(-3, 1, told(-3, "80", 1L))).getFirst().close())
        .isEqualTo(Decimal.of(90));
  }

  @Test
  void whatTheVenueDoesNotTellOfStaysAsItIs() {
    ToldCandles late = venue(3, 5, told(3, "100", 1L));
    assertThat(Refill.of(gap(0, 5), List.of(ours(-1, "90", "1")), late))
        .extracting(Candle::openTimeNanos)
        .containsExactly(at(3), at(4));
    assertThat(Refill.of(gap(0, 5), List.of(), ToldCandles.nothing())).isEmpty();
  }

  @Test
  void whereTradesWereFetchedAndAgreeOurOwnSumsStay() {
    Candle partial = ours(0, "100", "10");
    Candle refilled =
        Refill.of(gap(0, 1), List.of(partial), venue(0, 1, told(0, "100", null))).getFirst();
    assertThat(refilled.trades()).isEqualTo(7L);
    assertThat(refilled.quoteVolume()).isEqualByComparingTo("1000");
    assertThat(refilled.vwap()).isEqualByComparingTo("100");
    assertThat(refilled.observedNanos()).isEqualTo(MINUTE);
    Candle other =
        Refill.of(gap(0, 1), List.of(ours(0, "100", "9")), venue(0, 1, told(0, "100", null)))
            .getFirst();
    assertThat(other.trades()).isNull();
    assertThat(other.quoteVolume()).isNull();
  }

  private static Candle watched(long minute, String price, String volume) {
    Candle half = ours(minute, price, volume);
    return new Candle(
        half.interval(),
        half.openTimeNanos(),
        half.open(),
        half.high(),
        half.low(),
        half.close(),
        half.volume(),
        half.quoteVolume(),
        half.vwap(),
        half.trades(),
        MINUTE,
        half.volume().signum() == 0,
        true,
        1,
        Origin.TAPE);
  }

  @Test
  void whatWasOnItsWayWhenAGapBeganIsTakenFromTheVenue() {
    List<Candle> kept =
        List.of(
            watched(-6, "90", "1"), // too long ago
            watched(-5, "100", "10"), // as the venue has it
            watched(-4, "100", "4"),
            watched(-3, "100", "0"), // quiet, after a close that we did not know
            watched(-2, "103", "11"), // we saw more than the venue tells
            watched(-1, "103", "0"));
    ToldCandles venue =
        venue(
            -6,
            1,
            told(-6, "91", 1L),
            told(-5, "100", 1L),
            told(-4, "102", 2L),
            told(-2, "103", 3L),
            told(-1, "104", 4L));
    List<Candle> made = Refill.of(gap(0, 1), kept, venue);
    assertThat(made)
        .extracting(Candle::openTimeNanos)
        .containsExactly(at(-4), at(-3), at(-1), at(0));
    assertThat(made)
        .extracting(Candle::close)
        .map(Decimal::toString)
        .containsExactly("102", "102", "104", "104");
    assertThat(made).extracting(Candle::synthetic).containsExactly(false, true, false, true);
  }

  @Test
  void minutesBeforeAGapThatOthersMadeStay() {
    Candle told = Refill.of(gap(-1, 0), List.of(), venue(-1, 0, told(-1, "90", 1L))).getFirst();
    ToldCandles more = venue(-1, 1, told(-1, "90", 1L), told(0, "91", 1L));
    assertThat(Refill.of(gap(0, 1), List.of(told), more))
        .extracting(Candle::openTimeNanos)
        .containsExactly(at(0));
  }
}
