package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bounds that {@link Allowance} states, of many replicas over networks of every kind. */
class AllowanceLawsTest {

  private static final Limit THOUSAND = new Limit(1000, Duration.ofHours(1), 1000);
  private static final int REQUESTS = 1000;

  /** Of sums of doubles. */
  private static final double ROUNDING = 1e-6;

  static LongStream seeds() {
    return LongStream.range(0, 600);
  }

  static LongStream someSeeds() {
    return LongStream.range(0, 500);
  }

  private static long lease(Limit limit) {
    return Math.max(1, limit.burst() / 20);
  }

  /** What goes ahead of leases, and what was leased before the window. */
  private static double bound(Limit limit, int replicas, long mostCost) {
    double ahead = Math.max(Allowance.advance(limit), mostCost);
    double before =
        Math.min(
            limit.back(Allowance.LAPSE_NANOS),
            replicas * (double) Math.max(lease(limit), mostCost));
    return limit.burst() + replicas * ahead + before + ROUNDING;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noWindowPassesMoreThanTheBoundHoweverLeasesAreDelayed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Limit limit = Limits.random(random);
    Demand demand = Demand.random(random, limit);
    Replicas replicas = new Replicas(limit, 1 + random.nextInt(6), Network.sound(random), seed);
    demand.run(replicas, REQUESTS, random);
    assertThat(replicas.together.most())
        .isLessThanOrEqualTo(bound(limit, replicas.count(), demand.mostCost()));
    assertThat(replicas.together.units()).isEqualTo(replicas.all.units());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lostAndFailingLeasesAddNoMoreThanTheSharesOfTheLimit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Limit limit = Limits.random(random);
    Demand demand = Demand.random(random, limit);
    Replicas replicas = new Replicas(limit, 1 + random.nextInt(6), Network.broken(random), seed);
    demand.run(replicas, REQUESTS, random);
    double bound = bound(limit, replicas.count(), demand.mostCost());
    assertThat(replicas.together.most()).isLessThanOrEqualTo(bound);
    double share = Math.max(Math.max(1, limit.burst() / replicas.count()), demand.mostCost());
    assertThat(replicas.all.most()).isLessThanOrEqualTo(bound + replicas.count() * share);
  }

  @ParameterizedTest
  @MethodSource("someSeeds")
  void whatLiesAboutOnReplicasIsNotAddedToAFullCount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Network network = new Network(Limits.upTo(random, 20_000_000), 0, 0);
    Replicas replicas = new Replicas(THOUSAND, 2 + random.nextInt(5), network, seed);
    long gap = Duration.ofMillis(1).toNanos();
    for (int i = 0; i < 60 * replicas.count(); i++) {
      replicas.request(i % replicas.count(), 1, gap);
    }
    replicas.neglect(random.nextLong(Duration.ofHours(2).toNanos()));
    for (int i = 0; i < 1500 + 200 * replicas.count(); i++) {
      replicas.request(i < 1500 ? 0 : i % replicas.count(), 1, gap);
    }
    assertThat(replicas.refused).isPositive();
    assertThat(replicas.together.most()).isLessThanOrEqualTo(bound(THOUSAND, replicas.count(), 1));
  }

  /** Not so small that a unit comes back to a full count before the next request. */
  private static Limit sizeable(SplittableRandom random) {
    Limit limit = Limits.random(random);
    return new Limit(limit.units(), limit.per(), 20 + limit.burst());
  }

  /** Much shorter round trips than a lease takes to come back. */
  private static Network near(SplittableRandom random, Limit limit) {
    long roundTripNanos = lease(limit) * limit.emission().toNanos() / 4;
    return new Network(Math.min(roundTripNanos / 2, Network.sound(random).delayNanos()), 0, 0);
  }

  @ParameterizedTest
  @MethodSource("someSeeds")
  void noFewerThanTheLimitPassWhereEnoughIsAsked(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Limit limit = sizeable(random);
    Replicas replicas = new Replicas(limit, 1 + random.nextInt(6), near(random, limit), seed);
    Demand.steady(limit, 4 * replicas.count() + random.nextInt(50))
        .run(replicas, 4 * REQUESTS, random);
    assertThat(replicas.all.units()).isGreaterThanOrEqualTo(limit.burst());
    // of what comes back, leases that lapse cost some
    double back = limit.back(replicas.nowNanos());
    assertThat((double) replicas.all.units()).isGreaterThan(limit.burst() + 0.75 * back - 2);
  }

  /** A unit comes back after the longest round trip, so that there is time for all of them. */
  private static Limit slow(SplittableRandom random) {
    long units = Limits.upTo(random, 1000);
    return new Limit(
        units, Duration.ofSeconds(units * Limits.upTo(random, 10)), Limits.upTo(random, 300));
  }

  @ParameterizedTest
  @MethodSource("someSeeds")
  void noFewerPassWhereLeasesFailSaveWhatWasLostWithThem(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Limit limit = slow(random);
    Replicas replicas = new Replicas(limit, 1 + random.nextInt(6), Network.broken(random), seed);
    Demand.steady(limit, 4 * replicas.count() + random.nextInt(50))
        .run(replicas, 4 * REQUESTS, random);
    assertThat(replicas.all.units() + replicas.lost).isGreaterThanOrEqualTo(limit.burst());
  }

  @ParameterizedTest
  @MethodSource("someSeeds")
  void ofTenThousandRequestsToTwoReplicasAThousandPassAndAtMostFiftyMore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Network network = new Network(Limits.upTo(random, 20_000_000), 0, 0);
    Replicas replicas = new Replicas(THOUSAND, 2, network, seed);
    long seconds = 2L + random.nextInt(8);
    long gap = Duration.ofSeconds(seconds).toNanos() / 10_000;
    new Demand(gap, 1, 0).run(replicas, 10_000, random);
    assertThat(replicas.all.units()).isBetween(1000L, 1050L);
    assertThat(replicas.all.units() + replicas.refused).isEqualTo(10_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoStaysWithinTheLimitIsNeverRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Limit limit = new Limit(100 * Limits.upTo(random, 100), Duration.ofHours(1), 20);
    Network network = Network.sound(random);
    Replicas replicas = new Replicas(limit, 1 + random.nextInt(6), network, seed);
    long gap = Math.max(limit.emission().toNanos() * 10 / 9, 2 * network.delayNanos() + 1);
    for (int i = 0; i < 200; i++) {
      replicas.request(random.nextInt(replicas.count()), 1, gap);
    }
    assertThat(replicas.refused).isZero();
  }

  @ParameterizedTest
  @MethodSource("someSeeds")
  void whoAsksSeveralAtOnceAndRestsWithinTheLimitIsNeverRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Replicas replicas = new Replicas(THOUSAND, 1 + random.nextInt(6), Network.sound(random), seed);
    for (int group = 0; group < 200; group++) {
      int requests = 5 + random.nextInt(21);
      int replica = random.nextInt(replicas.count());
      for (int i = 0; i < requests; i++) {
        replicas.request(replica, 1, 0);
      }
      // four fifths of what is allowed
      replicas.rest(THOUSAND.emission().toNanos() * requests * 5 / 4);
    }
    assertThat(replicas.refused).isZero();
  }
}
