package io.tapeline.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.Subscription.Level.Side;
import io.tapeline.webhook.Subscription.Level.Stance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {

  private static Level level(Side side, String level, String hysteresis) {
    return new Level(
        Instrument.spot("btc", "usd"),
        side,
        Decimal.parse(level),
        true,
        new BigDecimal(hysteresis));
  }

  /** Places of the prices at which it is crossed, counted from 1. */
  private static List<Integer> crossings(Level level, Stance before, String... prices) {
    List<Integer> crossings = new ArrayList<>();
    Stance stance = before;
    for (int i = 0; i < prices.length; i++) {
      Stance after = level.next(stance, Decimal.parse(prices[i]));
      if (Level.isCrossed(stance, after)) {
        crossings.add(i + 1);
      }
      stance = after;
    }
    return crossings;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "99 100|2",
        "99 99.999999999999 100.0001|3",
        "100 101|",
        "101 99 100|3",
        "99 100 99.5 100|2",
        "99 100 99 100|2 4",
        "99 100 101 99.01 100 99 98 100|2 8",
        "99 200 1 200 1 200|2 4 6"
      })
  void aPriceCrossesALevelFromBelowOnceItHasBeenFarEnoughBelow(String prices, String at) {
    assertThat(crossings(level(Side.ABOVE, "100", "0.01"), Stance.UNSEEN, prices.split(" ")))
        .isEqualTo(numbers(at));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "101 100|2",
        "100 99|",
        "99 101 100|3",
        "101 100 100.5 100|2",
        "101 100 101 100|2 4",
        "0.5 0.4|"
      })
  void theSameFromAbove(String prices, String at) {
    assertThat(crossings(level(Side.BELOW, "100", "0.01"), Stance.UNSEEN, prices.split(" ")))
        .isEqualTo(numbers(at));
  }

  private static List<Integer> numbers(String at) {
    return at == null
        ? List.of()
        : java.util.Arrays.stream(at.split(" ")).map(Integer::valueOf).toList();
  }

  @Test
  void withoutHysteresisEveryStepBackCounts() {
    Level level = level(Side.ABOVE, "100", "0");
    assertThat(crossings(level, Stance.UNSEEN, "99.9", "100", "99.9999", "100"))
        .containsExactly(2, 4);
  }

  @Test
  void whoTakesOverKnowsWhereThePriceWas() {
    Level level = level(Side.ABOVE, "100", "0.01");
    assertThat(crossings(level, Stance.HERE, "105")).containsExactly(1);
    assertThat(crossings(level, Stance.BEYOND, "105", "99.5", "100")).isEmpty();
  }

  @Test
  void betweenTwoCrossingsThePriceWasFarEnoughBackAndNoneIsLeftOut() {
    Level level = level(Side.ABOVE, "100", "0.05");
    for (long seed = 1; seed <= 200; seed++) {
      int[] prices = new SplittableRandom(seed).ints(200, 90, 111).toArray();
      boolean ready = prices[0] < 100;
      Stance stance = Stance.UNSEEN;
      for (int price : prices) {
        Stance after = level.next(stance, Decimal.of(price));
        boolean told = Level.isCrossed(stance, after);
        assertThat(told).as("seed %d", seed).isEqualTo(ready && price >= 100);
        ready = price >= 100 ? false : ready || price <= 95;
        stance = after;
      }
    }
  }

  @Test
  void aLevelIsAboveNothingAndAWayBackIsShorterThanIt() {
    assertThatThrownBy(() -> level(Side.ABOVE, "0", "0"));
    assertThatThrownBy(() -> level(Side.ABOVE, "-1", "0"));
    assertThatThrownBy(() -> level(Side.ABOVE, "1", "-0.1"));
    assertThatThrownBy(() -> level(Side.ABOVE, "1", "1"));
  }
}
