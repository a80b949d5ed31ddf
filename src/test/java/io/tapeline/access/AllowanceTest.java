package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Of a limit of 1000 an hour: a unit is back after 3.6 s, 25 may go ahead, 50 are leased. */
class AllowanceTest {

  private static final Limit THOUSAND = new Limit(1000, Duration.ofHours(1), 1000);
  private static final Duration UNIT = Duration.ofMillis(3600);
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;

  private final Allowance allowance = new Allowance(THOUSAND, 2, 0);

  private boolean passes(long cost, long now) {
    return allowance.take(cost, now) instanceof Verdict.Passed;
  }

  private int passing(int requests, long now) {
    int passed = 0;
    for (int i = 0; i < requests; i++) {
      passed += passes(1, now) ? 1 : 0;
    }
    return passed;
  }

  private void grant(long wanted, long granted, long remaining, long now) {
    assertThat(allowance.wanted(now)).hasValue(wanted);
    allowance.granted(granted, remaining, remaining > 0 ? Duration.ZERO : UNIT, now);
  }

  private void fail(long now) {
    assertThat(allowance.wanted(now)).isPresent();
    allowance.failed(now);
  }

  @Test
  void aRequestThatComesAlonePassesAndLeasesNoMoreThanItsCost() {
    assertThat(allowance.take(3, 0)).isEqualTo(new Verdict.Passed(997, 0));
    grant(3, 3, 997, MILLI);
    assertThat(allowance.idle(MILLI)).isTrue();
    // 10.8 s are to come back, a millisecond and five seconds later
    long now = 5 * SECOND;
    assertThat(allowance.take(3, now))
        .isEqualTo(new Verdict.Passed(995, 10_800 * MILLI + MILLI - now));
    assertThat(allowance.wanted(now)).hasValue(3);
  }

  @Test
  void aFortiethOfTheBurstGoesAheadOfTheFirstLease() {
    assertThat(passing(100, 0)).isEqualTo(25);
    assertThat(allowance.take(1, 0))
        .isEqualTo(new Verdict.Refused(Duration.ofMillis(100), 975, Duration.ZERO));
  }

  @Test
  void oneRequestOfAnyCostGoesAhead() {
    assertThat(passes(400, 0)).isTrue();
    assertThat(passes(1, 0)).isFalse();
    // what is refused counts for the pace
    grant(400 + 50, 450, 550, 0);
    assertThat(passes(1, 0)).isTrue();
  }

  @Test
  void aCostBeyondTheBurstPassesWhenNothingIsUsed() {
    assertThat(passes(1, 0)).isTrue();
    grant(1, 1, 999, 0);
    assertThat(allowance.take(1500, 0)).isEqualTo(new Verdict.Refused(UNIT, 999, UNIT));
    assertThat(passes(1500, UNIT.toNanos())).isTrue();
    assertThat(allowance.wanted(UNIT.toNanos())).hasValue(1500);
  }

  @Test
  void whatCostsNothingAlwaysPassesAndLeasesNothing() {
    assertThat(passes(0, 0)).isTrue();
    assertThat(allowance.wanted(0)).isEmpty();
    assertThat(passing(30, 0)).isEqualTo(25);
    assertThat(passes(0, 0)).isTrue();
    fail(0);
    assertThat(passes(0, 0)).isTrue();
  }

  @Test
  void whatCostsNothingDoesNotAskAnEmptyCountAgainAndAgain() {
    assertThat(passing(2, 0)).isEqualTo(2);
    grant(3, 2, 0, 0);
    assertThat(passes(1, 0)).isFalse();
    assertThat(passes(0, 0)).isTrue();
    assertThat(allowance.wanted(0)).isEmpty();
  }

  @Test
  void leasesGoByThePaceAndPayFirstWhatIsOwed() {
    assertThat(passing(10, 0)).isEqualTo(10);
    assertThat(allowance.wanted(0)).hasValue(19);
    assertThat(allowance.wanted(0)).isEmpty();
    assertThat(passing(2, MILLI)).isEqualTo(2);
    // twelve are paid, seven at hand
    allowance.granted(19, 981, Duration.ZERO, MILLI);
    assertThat(allowance.take(7, MILLI).remaining()).isEqualTo(981);
    grant(12, 12, 969, MILLI);
  }

  @Test
  void isSilentWhileEnoughIsAtHand() {
    assertThat(passing(10, 0)).isEqualTo(10);
    grant(19, 19, 981, 0);
    assertThat(passing(3, 0)).isEqualTo(3);
    assertThat(allowance.wanted(0)).isEmpty();
    // five are left, where thirteen were asked for lately
    assertThat(passing(1, 0)).isEqualTo(1);
    grant(13 - 5, 8, 973, 0);
  }

  @Test
  void noLeaseIsLongerThanATwentiethOfTheBurst() {
    assertThat(passing(100, 0)).isEqualTo(25);
    grant(25 + 50, 75, 925, 0);
    assertThat(passing(100, 0)).isEqualTo(75);
  }

  @Test
  void refusesWhenTheSharedCountHasNone() {
    assertThat(passing(10, 0)).isEqualTo(10);
    grant(19, 4, 0, 0);
    // six are owed, and it wants one more
    assertThat(allowance.take(1, 0))
        .isEqualTo(new Verdict.Refused(UNIT.multipliedBy(7), 0, UNIT.multipliedBy(1000)));
    assertThat(allowance.wanted(0)).isEmpty();
    assertThat(allowance.wanted(UNIT.toNanos() - 1)).isEmpty();
    grant(6, 1, 0, UNIT.toNanos());
    assertThat(allowance.take(1, UNIT.toNanos()))
        .isEqualTo(new Verdict.Refused(UNIT.multipliedBy(6), 0, UNIT.multipliedBy(1000)));
  }

  @Test
  void drawsNothingAwayForARequestThatTheSharedCountCanNotPay() {
    assertThat(passes(1, 0)).isTrue();
    grant(1, 1, 20, 0);
    assertThat(allowance.take(30, 0))
        .isEqualTo(new Verdict.Refused(UNIT.multipliedBy(10), 20, UNIT.multipliedBy(980)));
    assertThat(allowance.wanted(0)).isEmpty();
    assertThat(passes(30, UNIT.multipliedBy(10).toNanos())).isTrue();
  }

  @Test
  void whatIsLeasedLapsesAndIsGivenBackLessWhatCameBackByItself() {
    assertThat(passing(10, 0)).isEqualTo(10);
    assertThat(allowance.wanted(0)).hasValue(19);
    allowance.granted(19, 981, Duration.ZERO, 300 * MILLI);
    long now = 2 * SECOND;
    assertThat(allowance.giveBack(now - 1)).isZero();
    assertThat(allowance.idle(now - 1)).isFalse();
    assertThat(allowance.idle(now)).isTrue();
    // nine, less what comes back in seven seconds and a half
    assertThat(allowance.giveBack(now + 5 * SECOND)).isEqualTo(6);
    assertThat(allowance.giveBack(now + 5 * SECOND)).isZero();
    assertThat(allowance.take(1, now + 5 * SECOND).remaining()).isEqualTo(981);
  }

  @Test
  void aLeaseThatComesLatePaysWhatIsOwedAndLapses() {
    assertThat(passing(10, 0)).isEqualTo(10);
    assertThat(allowance.wanted(0)).hasValue(19);
    allowance.granted(19, 981, Duration.ZERO, 2 * SECOND);
    assertThat(allowance.take(1, 2 * SECOND).remaining()).isEqualTo(980);
    assertThat(allowance.wanted(2 * SECOND)).hasValue(1);
  }

  @Test
  void olderUnitsAreUsedFirstAndLapseFirst() {
    assertThat(passing(10, 0)).isEqualTo(10);
    grant(19, 19, 981, 0);
    assertThat(passing(5, 100 * MILLI)).isEqualTo(5);
    // four of the first lease are left, and ten come to them
    grant(14 - 4, 10, 971, 100 * MILLI);
    assertThat(passing(1, 2 * SECOND)).isEqualTo(1);
    // of four, seven tenths came back by themselves; the rest waits for what lapses next
    assertThat(allowance.giveBack(2 * SECOND)).isEqualTo(3);
    assertThat(allowance.giveBack(2100 * MILLI)).isEqualTo(9);
  }

  @Test
  void goesOnWithAShareOfTheLimitWhereTheSharedCountIsOutOfReach() {
    assertThat(passing(20, 0)).isEqualTo(20);
    fail(0);
    // of a half of the limit, twenty have passed
    assertThat(passing(1000, 0)).isEqualTo(480);
    assertThat(allowance.take(1, 0))
        .isEqualTo(new Verdict.Refused(UNIT.multipliedBy(2), 0, UNIT.multipliedBy(1000)));
    assertThat(passing(10, UNIT.multipliedBy(4).toNanos())).isEqualTo(2);
  }

  @Test
  void theShareIsSmallerWhereMoreReplicasAre() {
    assertThat(passing(20, 0)).isEqualTo(20);
    fail(0);
    allowance.replicas(4);
    // 20 of 500 are the same part as 10 of 250
    assertThat(passing(1000, 0)).isEqualTo(240);
    allowance.replicas(1);
    assertThat(passes(1, 0)).isFalse();
    assertThat(passing(10, UNIT.toNanos())).isEqualTo(1);
  }

  @Test
  void asksNowAndThenWhetherTheSharedCountIsBack() {
    assertThat(passes(1, 0)).isTrue();
    fail(0);
    assertThat(allowance.wanted(499 * MILLI)).isEmpty();
    assertThat(allowance.wanted(500 * MILLI)).hasValue(1);
    assertThat(passing(100, 500 * MILLI)).isEqualTo(100);
    allowance.granted(1, 0, UNIT, 501 * MILLI);
    assertThat(passes(1, 501 * MILLI)).isFalse();
  }

  @Test
  void unitsAtHandAreUsedBeforeTheShare() {
    assertThat(passing(10, 0)).isEqualTo(10);
    grant(19, 19, 981, 0);
    assertThat(passing(4, 0)).isEqualTo(4);
    fail(0);
    // five, and what 19 that have passed leave of 500
    assertThat(passing(1000, 0)).isEqualTo(5 + 481);
  }

  @Test
  void isNotIdleWhileAnythingIsOwedOnItsWayOrMissing() {
    assertThat(allowance.idle(0)).isTrue();
    assertThat(passes(1, 0)).isTrue();
    assertThat(allowance.idle(0)).isFalse();
    fail(0);
    grant(1, 1, 999, SECOND);
    assertThat(allowance.idle(SECOND)).isTrue();
    assertThat(passes(1, SECOND)).isTrue();
    fail(SECOND);
    assertThat(passes(1, SECOND)).isTrue();
    assertThat(allowance.idle(SECOND)).isFalse();
  }

  @Test
  void anAnswerToNoLeaseIsAMistake() {
    assertThatThrownBy(() -> allowance.granted(1, 1, Duration.ZERO, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> allowance.failed(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> allowance.take(-1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
