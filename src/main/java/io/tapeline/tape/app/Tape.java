package io.tapeline.tape.app;

import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.tape.SequenceGuard.Sequencing;
import io.tapeline.tape.Sequencer;
import io.tapeline.tape.TapeEvent;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The trunk: merges all lanes on one thread, lets each trade through once, makes ticks and tells
 * the followers. One thread is enough for every market at a million messages a second, needs no
 * locks and gives the same order on every replay.
 */
public final class Tape {

  private static final Logger LOG = Logger.getLogger(Tape.class);
  private static final int CROWDED_EVENTS = 65_536;
  private static final long IDLE_NANOS = 2_000_000;

  /** Hears what the tape finds out about its trades. */
  public interface Findings {
    void duplicate(Market market);

    /** Matches from {@code expected} to before {@code seen} are missing. */
    void gap(Market market, long expected, long seen);

    /** A follower failed; the others and the tape go on. */
    void followerFailed(TapeFollower follower, RuntimeException failure);
  }

  private final List<TapeFollower> followers;
  private final Findings findings;
  private final Sequencer sequencer;
  private final Merge merge;
  private final Ticker ticker = new Ticker(this::tick);
  private final Thread thread;
  private volatile boolean running = true;
  private volatile boolean idle;
  private volatile boolean over;

  /**
   * @param live a silent lane counts as complete up to the clock; else up to its watermark
   * @param clockNanos nanoseconds since 1970 UTC
   * @param numbersMatches whether a market's venue numbers its matches one by one
   */
  public Tape(
      List<TapeFollower> followers,
      Findings findings,
      Predicate<Market> numbersMatches,
      boolean live,
      LongSupplier clockNanos) {
    this.followers =
        followers.stream().sorted(Comparator.comparingInt(TapeFollower::order)).toList();
    this.findings = findings;
    this.sequencer = new Sequencer(numbersMatches);
    this.merge = new Merge(live, clockNanos);
    this.thread = Thread.ofPlatform().name("tape").daemon().unstarted(this::run);
  }

  /** A new lane. In a replay, open all lanes before {@link #start()}: the merge waits for each. */
  public Lane open(String name) {
    Lane lane = new Lane(name, CROWDED_EVENTS, this::wake);
    merge.add(lane);
    return lane;
  }

  public void start() {
    thread.start();
  }

  /** Tells what is already on the lanes and stops. */
  public void stop() throws InterruptedException {
    running = false;
    LockSupport.unpark(thread);
    thread.join(5_000);
  }

  /** Every lane was closed and told to its end. */
  public boolean isOver() {
    return over;
  }

  /** Events that wait to be told. */
  public int waiting() {
    return merge.waiting();
  }

  private void wake() {
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (true) {
      TapeEvent event = merge.next();
      if (event != null) {
        ticker.event(event.receivedTimeNanos());
        tell(event);
        merge.take();
        continue;
      }
      advance();
      over = merge.isOver();
      if (!running) {
        return;
      }
      rest();
    }
  }

  private void advance() {
    long horizon = merge.horizonNanos();
    if (horizon != Long.MAX_VALUE && horizon != Long.MIN_VALUE) {
      ticker.advance(horizon);
    }
  }

  private void rest() {
    idle = true;
    if (merge.next() == null) {
      LockSupport.parkNanos(this, IDLE_NANOS);
    }
    idle = false;
  }

  private void tell(TapeEvent event) {
    if (event instanceof TapeEvent.Traded traded) {
      TapeEvent.Traded settled = sequencer.settle(traded);
      if (isNew(traded.trade())) {
        tellFollowers(settled);
      }
    } else {
      tellFollowers(event);
    }
  }

  private boolean isNew(Trade trade) {
    return switch (sequencer.accept(trade)) {
      case Sequencing.Accepted() -> true;
      case Sequencing.Gap(long expected, long seen) -> {
        findings.gap(trade.market(), expected, seen);
        yield true;
      }
      case Sequencing.Duplicate() -> {
        findings.duplicate(trade.market());
        yield false;
      }
    };
  }

  private void tellFollowers(TapeEvent event) {
    for (TapeFollower follower : followers) {
      try {
        follower.on(event);
      } catch (RuntimeException e) {
        failed(follower, e);
      }
    }
  }

  private void tick(long timeNanos) {
    for (TapeFollower follower : followers) {
      try {
        follower.tick(timeNanos);
      } catch (RuntimeException e) {
        failed(follower, e);
      }
    }
  }

  private void failed(TapeFollower follower, RuntimeException failure) {
    LOG.errorf(failure, "a follower of the tape failed: %s", follower.getClass().getSimpleName());
    findings.followerFailed(follower, failure);
  }
}
