package io.tapeline.tape.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.tape.load.TimeRanges.Range;
import org.junit.jupiter.api.Test;

class KnownTimeTest {

  private static final long SECOND = Interval.S1.nanos();

  private final KnownTime known = new KnownTime();

  private void trade(long number, long second) {
    long time = second * SECOND;
    known.add(
        new Trade(
            Market.parse("a:btc-usd"),
            TradeId.of(number),
            Decimal.ONE,
            Decimal.ONE,
            Side.BUY,
            time,
            time,
            1));
  }

  private static Range seconds(long from, long to) {
    return new Range(from * SECOND, to * SECOND);
  }

  /** Twenty of them, one a second. */
  private void numbered(long number, long second) {
    for (int i = 0; i < 20; i++) {
      trade(number + i, second + i);
    }
  }

  @Test
  void aMissingNumberIsAHoleWhereTradesAreNumberedOneByOne() {
    numbered(100, 0);
    numbered(121, 30);
    assertThat(known.told().known()).containsExactly(seconds(0, 19), seconds(30, 49));
  }

  @Test
  void numbersWithManyJumpsSayNothing() {
    for (int i = 0; i < 50; i++) {
      trade(i * 3L, i);
    }
    assertThat(known.told().known()).containsExactly(seconds(0, 49));
  }

  @Test
  void numbersThatFollowEachOtherBridgeAnySilenceAndOthersNone() {
    numbered(100, 0);
    trade(120, 7_200);
    assertThat(known.told().known()).containsExactly(seconds(0, 7_200));
    trade(500, 14_400);
    trade(501, 14_410);
    assertThat(known.told().known()).containsExactly(seconds(0, 7_200), seconds(14_400, 14_410));
  }

  @Test
  void aRefusedRowIsAHoleAlsoWithinAMoment() {
    known.refused();
    trade(1, 10);
    known.refused();
    trade(2, 10);
    trade(3, 20);
    known.refused();
    assertThat(known.told().known()).containsExactly(new Range(10 * SECOND + 1, 20 * SECOND));
  }

  @Test
  void aFileMayTellTheNewestFirst() {
    for (int i = 19; i >= 0; i--) {
      trade(100 + i, i);
    }
    assertThat(known.told().known()).containsExactly(seconds(0, 19));
  }

  @Test
  void aTradeAloneKnowsNoTimeButItsMinuteIsTouched() {
    trade(1, 130);
    ToldTime told = known.told();
    assertThat(told.known()).isEmpty();
    assertThat(told.minutes()).containsExactly(seconds(120, 180));
    assertThat(told.days()).containsExactly(0L);
  }
}
