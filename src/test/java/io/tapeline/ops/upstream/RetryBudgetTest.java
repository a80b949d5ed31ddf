package io.tapeline.ops.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryBudgetTest {

  private static final int PERCENT = 20;

  private long now = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

  private RetryBudget budget(int percent) {
    return new RetryBudget(percent, () -> now);
  }

  private static int taken(RetryBudget budget, int wanted) {
    int taken = 0;
    for (int i = 0; i < wanted; i++) {
      taken += budget.take() ? 1 : 0;
    }
    return taken;
  }

  @Test
  void retriesAreAShareOfTheCalls() {
    RetryBudget budget = budget(PERCENT);
    for (int i = 0; i < 1_000; i++) {
      budget.called();
    }
    assertThat(taken(budget, 1_000)).isEqualTo(200);
  }

  @Test
  void whoAsksRarelyMayTryAgainAFewTimes() {
    assertThat(taken(budget(PERCENT), 100)).isEqualTo(RetryBudget.LEAST);
    assertThat(taken(budget(0), 100)).isZero();
  }

  @Test
  void aWindowLaterAllIsForgotten() {
    RetryBudget budget = budget(PERCENT);
    for (int i = 0; i < 100; i++) {
      budget.called();
    }
    assertThat(taken(budget, 100)).isEqualTo(20);
    now += RetryBudget.WINDOW.toNanos();
    assertThat(taken(budget, 100)).isEqualTo(RetryBudget.LEAST);
  }

  /** Whatever happens when, no window holds more retries than its share of two windows' calls. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noWindowHoldsMoreThanItsShare(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RetryBudget budget = budget(PERCENT);
    Deque<Long> calls = new ArrayDeque<>();
    Deque<Long> retries = new ArrayDeque<>();
    for (int i = 0; i < 20_000; i++) {
      now += random.nextLong(Duration.ofMillis(200).toNanos());
      if (random.nextInt(3) > 0) {
        budget.called();
        calls.add(now);
      } else if (budget.take()) {
        retries.add(now);
      }
      forget(calls, 2);
      forget(retries, 1);
      assertThat(retries.size())
          .isLessThanOrEqualTo(RetryBudget.LEAST + calls.size() * PERCENT / 100);
    }
  }

  private void forget(Deque<Long> times, int windows) {
    while (!times.isEmpty() && now - times.peekFirst() >= windows * RetryBudget.WINDOW.toNanos()) {
      times.removeFirst();
    }
  }
}
