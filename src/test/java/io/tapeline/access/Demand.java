package io.tapeline.access;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How an account asks: at once and after rests, of one replica more than of others.
 *
 * @param gapNanos between requests, on average where it does not rest
 * @param mostCost of one request, units
 * @param restNanos at most, now and then; zero for an account that does not rest
 */
record Demand(long gapNanos, long mostCost, long restNanos) {

  /** From a fifth of the limit to two hundred times as much. */
  static Demand random(SplittableRandom random, Limit limit) {
    double times = Math.pow(10, random.nextDouble() * 3 - 0.7);
    long most = random.nextBoolean() ? 1 : 1 + limit.burst() / (2 + random.nextInt(30));
    return new Demand(gap(limit, times), most, Duration.ofSeconds(5).toNanos());
  }

  /** So many times the limit, evenly, one unit by one. */
  static Demand steady(Limit limit, double times) {
    return new Demand(gap(limit, times), 1, 0);
  }

  private static long gap(Limit limit, double times) {
    return Math.max(1, (long) (limit.per().toNanos() / (limit.units() * times)));
  }

  void run(Replicas replicas, int requests, SplittableRandom random) {
    int favourite = random.nextInt(replicas.count());
    for (int i = 0; i < requests; i++) {
      int replica = random.nextInt(4) == 0 ? favourite : random.nextInt(replicas.count());
      replicas.request(replica, 1 + random.nextLong(mostCost), gap(random));
    }
  }

  private long gap(SplittableRandom random) {
    int kind = random.nextInt(40);
    if (kind == 0 && restNanos > 0) {
      return random.nextLong(restNanos);
    }
    return kind < 10 ? 0 : Math.min(random.nextLong(2 * gapNanos), Duration.ofHours(1).toNanos());
  }
}
