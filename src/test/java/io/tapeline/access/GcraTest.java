package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GcraTest {

  private static final long SECOND = 1_000_000_000;

  /** One a second, ten at once. */
  private static final Limit TEN = new Limit(60, Duration.ofMinutes(1), 10);

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @Test
  void passesABurstAndThenOneAsEachComesBack() {
    Gcra gcra = new Gcra(TEN, 0);
    for (int i = 1; i <= 10; i++) {
      assertThat(gcra.take(1, 0)).isEqualTo(new Verdict.Passed(10 - i, i * SECOND));
    }
    assertThat(gcra.take(1, 0))
        .isEqualTo(new Verdict.Refused(Duration.ofSeconds(1), 0, Duration.ofSeconds(10)));
    assertThat(gcra.take(1, SECOND - 1))
        .isEqualTo(new Verdict.Refused(Duration.ofNanos(1), 0, Duration.ofSeconds(9).plusNanos(1)));
    assertThat(gcra.take(1, SECOND)).isEqualTo(new Verdict.Passed(0, 10 * SECOND));
  }

  @Test
  void takesCostsWholeOrNotAtAll() {
    Gcra gcra = new Gcra(TEN, 0);
    assertThat(gcra.take(7, 0)).isInstanceOf(Verdict.Passed.class);
    assertThat(gcra.take(4, 0))
        .isEqualTo(new Verdict.Refused(Duration.ofSeconds(1), 3, Duration.ofSeconds(7)));
    assertThat(gcra.take(3, 0)).isEqualTo(new Verdict.Passed(0, 10 * SECOND));
  }

  @Test
  void aCostBeyondTheBurstPassesAfterARestAndIsThenWaitedFor() {
    Gcra gcra = new Gcra(TEN, 0);
    assertThat(gcra.take(25, 0)).isEqualTo(new Verdict.Passed(0, 25 * SECOND));
    assertThat(gcra.retryAfter(1, 0)).isEqualTo(Duration.ofSeconds(16));
    assertThat(gcra.retryAfter(25, 0)).isEqualTo(Duration.ofSeconds(25));
    assertThat(gcra.take(0, 0)).isInstanceOf(Verdict.Passed.class);
  }

  @Test
  void leasesWhatThereIs() {
    Gcra gcra = new Gcra(TEN, 0);
    assertThat(gcra.takeUpTo(8, 0)).isEqualTo(8);
    assertThat(gcra.takeUpTo(8, 0)).isEqualTo(2);
    assertThat(gcra.takeUpTo(8, 0)).isZero();
    assertThat(gcra.takeUpTo(8, 3 * SECOND)).isEqualTo(3);
  }

  @Test
  void whatIsGivenBackNeverMakesMoreThanABurst() {
    Gcra gcra = new Gcra(TEN, 0);
    assertThat(gcra.takeUpTo(8, 0)).isEqualTo(8);
    gcra.giveBack(6, SECOND);
    // a nanosecond is lost to rounding
    assertThat(gcra.remaining(SECOND)).isEqualTo(8);
    gcra.giveBack(6, SECOND);
    assertThat(gcra.remaining(SECOND)).isEqualTo(10);
    assertThat(gcra.remaining(100 * SECOND)).isEqualTo(10);
  }

  @Test
  void whatOthersPassedIsChargedUpToTheWholeBurst() {
    Gcra gcra = new Gcra(TEN, 0);
    gcra.charge(4, 0);
    assertThat(gcra.remaining(0)).isEqualTo(6);
    gcra.charge(40, 0);
    assertThat(gcra.remaining(0)).isZero();
    assertThat(gcra.retryAfter(1, 0)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void takesOverWhatSomebodyElseCounted() {
    Gcra gcra = new Gcra(TEN, 0);
    gcra.assume(4, Duration.ZERO, 0);
    assertThat(gcra.remaining(0)).isEqualTo(4);
    gcra.assume(0, Duration.ofMillis(300), 0);
    assertThat(gcra.retryAfter(1, 0)).isEqualTo(Duration.ofMillis(300));
    gcra.assume(0, Duration.ofSeconds(16), 0);
    assertThat(gcra.retryAfter(1, 0)).isEqualTo(Duration.ofSeconds(16));
    gcra.assume(0, Duration.ZERO, 0);
    assertThat(gcra.retryAfter(1, 0)).isEqualTo(Duration.ofSeconds(1));
    gcra.assume(99, Duration.ZERO, 0);
    assertThat(gcra.remaining(0)).isEqualTo(10);
  }

  @Test
  void aShareHasItsPartOfTheRateAndOfTheBurst() {
    Gcra gcra = new Gcra(TEN, 4, 0);
    assertThat(gcra.takeUpTo(100, 0)).isEqualTo(2);
    assertThat(gcra.retryAfter(1, 0)).isEqualTo(Duration.ofSeconds(4));
    // half of it is back, in this share as in one of half as many
    long now = 4 * SECOND;
    assertThat(gcra.remaining(now)).isEqualTo(1);
    assertThat(new Gcra(TEN, 2, gcra.theoreticalNanos()).remaining(now)).isEqualTo(3);
    assertThat(new Gcra(TEN, 1000, 0).takeUpTo(100, 0)).isEqualTo(1);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new Gcra(TEN, 0).take(-1, 0)).hasMessage("cost: -1");
    assertThatThrownBy(() -> new Gcra(TEN, 0, 0)).hasMessage("shares: 0");
  }

  @ParameterizedTest
  @CsvSource({
    "1, P31D, 11",
    "1000000000, PT1S, 1000000000",
    "999999999, PT1S, 1000000000",
    "1000000000, P31D, 1000000000",
    "999999937, P31D, 999999999"
  })
  void countsTheLargestLimitsExactly(long units, Duration per, long burst) {
    Limit limit = new Limit(units, per, burst);
    for (long now : new long[] {0, -SECOND, Long.MAX_VALUE - SECOND, 2_000_000_000 * SECOND}) {
      Gcra gcra = new Gcra(limit, now);
      assertThat(gcra.remaining(now)).isEqualTo(burst);
      assertThat(gcra.take(burst, now)).isInstanceOf(Verdict.Passed.class);
      assertThat(gcra.remaining(now)).isZero();
      assertThat(gcra.remaining(now + limit.emission().toNanos())).isEqualTo(1);
      Gcra share = new Gcra(limit, Gcra.MAX_SHARES, now);
      assertThat(share.remaining(now)).isEqualTo(Math.max(1, burst / Gcra.MAX_SHARES));
      assertThat(share.take(Long.MAX_VALUE, now)).isInstanceOf(Verdict.Passed.class);
      assertThat(share.take(1, now)).isInstanceOf(Verdict.Refused.class);
    }
  }

  private static long gap(SplittableRandom random, Limit limit) {
    long most = Math.max(2, 2 * limit.emission().toNanos());
    return random.nextInt(20) == 0 ? random.nextLong(most * 100) : random.nextLong(most);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noWindowPassesMoreThanTheLimit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Limit limit = Limits.random(random);
    Gcra gcra = new Gcra(limit, 0);
    Passed passed = new Passed(limit);
    long now = 0;
    for (int i = 0; i < 500; i++) {
      now += gap(random, limit);
      long cost = random.nextLong(Math.min(limit.burst(), 5) + 1);
      if (gcra.take(cost, now) instanceof Verdict.Passed) {
        passed.add(cost, now);
      }
    }
    assertThat(passed.most()).isLessThanOrEqualTo(limit.burst() + 1e-6);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whereEnoughIsAskedAllOfTheLimitPasses(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Limit limit = new Limit(Limits.upTo(random, 1000), Duration.ofMinutes(1), 20);
    Gcra gcra = new Gcra(limit, 0);
    long passed = 0;
    long now = 0;
    for (int i = 0; i < 2000; i++) {
      now += random.nextLong(Math.max(1, limit.emission().toNanos() / 2));
      passed += gcra.take(1, now) instanceof Verdict.Passed ? 1 : 0;
    }
    double all = 20 + (double) now * limit.units() / limit.per().toNanos();
    assertThat((double) passed).isCloseTo(Math.floor(all), offset(1.0));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatItSaysOfItselfIsSo(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Limit limit = Limits.random(random);
    int shares = 1 + random.nextInt(4);
    Gcra gcra = new Gcra(limit, shares, 0);
    long burst = gcra.remaining(0);
    long now = 0;
    for (int i = 0; i < 200; i++) {
      now += gap(random, limit);
      long remaining = gcra.remaining(now);
      long kept = gcra.theoreticalNanos();
      assertThat(new Gcra(limit, shares, kept).takeUpTo(remaining + 1, now)).isEqualTo(remaining);
      assertThat(gcra.remaining(now + gcra.reset(now).toNanos())).isEqualTo(burst);
      long cost = 1 + random.nextLong(burst);
      long wait = gcra.retryAfter(cost, now).toNanos();
      assertThat(wait == 0).isEqualTo(cost <= remaining);
      assertThat(new Gcra(limit, shares, kept).take(cost, now + wait))
          .isInstanceOf(Verdict.Passed.class);
      if (wait > 0) {
        assertThat(gcra.take(cost, now + wait - 1)).isInstanceOf(Verdict.Refused.class);
      } else {
        // each taking is rounded up, by which a whole one may be missed
        assertThat(gcra.take(cost, now).remaining())
            .isBetween(remaining - cost - 1, remaining - cost);
      }
    }
  }
}
