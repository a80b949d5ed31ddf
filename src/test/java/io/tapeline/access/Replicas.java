package io.tapeline.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Replicas over one shared count, in virtual time: the same seed, the same run. */
final class Replicas {

  private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

  /** Something that happens. Of one time, in the order in which they were planned. */
  private record Event(long timeNanos, long number, Runnable run) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingLong(Event::timeNanos).thenComparingLong(Event::number));
  private final List<Allowance> allowances = new ArrayList<>();
  private final List<Boolean> alone = new ArrayList<>();
  private final Network network;
  private final SplittableRandom random;
  private final long seed;
  private final Gcra shared;

  /** What passed while its replica had last heard of the shared count. */
  final Passed together;

  /** All that passed, against what the limit and its shares give back. */
  final Passed all;

  long refused;

  /** Units that were counted and whose answer was lost. */
  long lost;

  long leases;
  private long number;
  private long nowNanos;
  private long sweepNanos = SWEEP_NANOS;

  Replicas(Limit limit, int replicas, Network network, long seed) {
    this.network = network;
    this.seed = seed;
    random = new SplittableRandom(~seed);
    shared = new Gcra(limit, 0);
    together = new Passed(limit);
    all = new Passed(limit, 2);
    for (int i = 0; i < replicas; i++) {
      allowances.add(new Allowance(limit, replicas, 0));
      alone.add(false);
    }
  }

  int count() {
    return allowances.size();
  }

  long nowNanos() {
    return nowNanos;
  }

  /** A request comes to a replica after this time since the latest one. */
  void request(int replica, long cost, long afterNanos) {
    runUntil(nowNanos + afterNanos);
    take(replica, cost);
    ask(replica);
  }

  private void take(int replica, long cost) {
    switch (allowances.get(replica).take(cost, nowNanos)) {
      case Verdict.Passed _ -> {
        all.add(cost, nowNanos);
        if (!alone.get(replica)) {
          together.add(cost, nowNanos);
        }
      }
      case Verdict.Refused _ -> refused++;
    }
  }

  /** Nothing more is asked for this time, in which the replicas are only swept. */
  void rest(long nanos) {
    runUntil(nowNanos + nanos);
  }

  /** The same, but nobody looks after the replicas. */
  void neglect(long nanos) {
    runEvents(nowNanos + nanos);
    sweepNanos = nowNanos + SWEEP_NANOS;
  }

  private void runUntil(long untilNanos) {
    long sinceNanos = nowNanos;
    while (sweepNanos <= untilNanos) {
      runEvents(sweepNanos);
      for (int i = 0; i < count(); i++) {
        ask(i);
      }
      // long rests are swept less often, to save time
      sweepNanos += Math.max(SWEEP_NANOS, (sweepNanos - sinceNanos) / 2);
    }
    runEvents(untilNanos);
  }

  private void runEvents(long untilNanos) {
    while (!events.isEmpty() && events.peek().timeNanos() <= untilNanos) {
      Event event = events.remove();
      nowNanos = event.timeNanos();
      event.run().run();
    }
    nowNanos = untilNanos;
  }

  private void after(long nanos, Runnable run) {
    events.add(new Event(nowNanos + nanos, number++, run));
  }

  private void ask(int replica) {
    long unused = allowances.get(replica).giveBack(nowNanos);
    OptionalLong wanted = allowances.get(replica).wanted(nowNanos);
    if (wanted.isEmpty() && unused == 0) {
      return;
    }
    leases++;
    if (network.isDown(seed, nowNanos)) {
      answer(wanted, 0, () -> failed(replica));
      return;
    }
    long there = network.delay(random);
    long back = network.delay(random);
    boolean inTime = there >= 0 && back >= 0 && there + back < Allowance.TIMEOUT_NANOS;
    if (!inTime) {
      answer(wanted, Allowance.TIMEOUT_NANOS, () -> failed(replica));
    }
    if (there >= 0) {
      after(there, () -> count(replica, wanted, unused, inTime ? back : -1));
    }
  }

  private void answer(OptionalLong wanted, long afterNanos, Runnable run) {
    if (wanted.isPresent()) {
      after(afterNanos, run);
    }
  }

  private void count(int replica, OptionalLong wanted, long unused, long backNanos) {
    shared.giveBack(unused, nowNanos);
    long granted = shared.takeUpTo(wanted.orElse(0), nowNanos);
    long remaining = shared.remaining(nowNanos);
    Duration next = shared.retryAfter(1, nowNanos);
    if (backNanos >= 0) {
      answer(wanted, backNanos, () -> granted(replica, granted, remaining, next));
    } else {
      lost += granted;
    }
  }

  private void granted(int replica, long units, long remaining, Duration next) {
    allowances.get(replica).granted(units, remaining, next, nowNanos);
    alone.set(replica, false);
    ask(replica);
  }

  private void failed(int replica) {
    allowances.get(replica).failed(nowNanos);
    alone.set(replica, true);
  }
}
