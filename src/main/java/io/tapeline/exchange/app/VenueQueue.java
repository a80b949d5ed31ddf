package io.tapeline.exchange.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.Patience;
import io.tapeline.ops.upstream.Leave;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a venue besides its lists: one request at a time with a pause between, whoever
 * asks, so that mending never costs us the venue's good will. Where the venue asks for patience the
 * whole queue waits, as long as the venue says or longer with every attempt.
 */
final class VenueQueue {

  private static final long PAUSE_MILLIS = 250;
  private static final int MAX_WAITING = 1_024;
  private static final int MAX_ATTEMPTS = 4;

  /** Who wants to be left alone for longer gets no second attempt, and none is asked before. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private static final Duration LONGEST_REST = Duration.ofDays(1);

  /** One request and who waits for its answer. */
  private static final class Waiting {
    private final HttpGet request;
    private final Leave leave;
    private final UniEmitter<? super byte[]> answer;
    private int attempts;
    private volatile boolean gone;

    Waiting(HttpGet request, Leave leave, UniEmitter<? super byte[]> answer) {
      this.request = request;
      this.leave = leave;
      this.answer = answer;
      answer.onTermination(() -> gone = true);
    }
  }

  private final VenueRest rest;
  private final VenueLink link;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean stopped;
  private long restUntilNanos = Long.MIN_VALUE;

  VenueQueue(VenueRest rest, VenueLink link) {
    this.rest = rest;
    this.link = link;
  }

  /**
   * The body of the answer, when it is this request's turn. Any thread; answers on the venue's.
   *
   * @param leave of whoever has it asked
   */
  Uni<byte[]> get(HttpGet request, Leave leave) {
    return Uni.createFrom()
        .emitter(
            answer -> {
              Waiting mine = new Waiting(request, leave, answer);
              link.context().runOnContext(_ -> add(mine));
            });
  }

  /** Nothing more is asked; who waits is told so. */
  void stop() {
    link.context()
        .runOnContext(
            _ -> {
              stopped = true;
              waiting.forEach(one -> fail(one, "the feed has stopped"));
              waiting.clear();
            });
  }

  private void add(Waiting one) {
    if (stopped) {
      fail(one, "the feed has stopped");
    } else if (waiting.size() == MAX_WAITING) {
      fail(one, "too many requests wait for the venue");
    } else if (now() < restUntilNanos) {
      fail(one, "the venue wants to be left alone");
    } else {
      waiting.add(one);
      next();
    }
  }

  private static void fail(Waiting one, String why) {
    one.answer.fail(new IllegalStateException(why + ", " + one.request.address()));
  }

  private void next() {
    if (busy) {
      return;
    }
    Waiting one = waiting.poll();
    while (one != null && one.gone) {
      one = waiting.poll();
    }
    if (one != null) {
      busy = true;
      ask(one);
    }
  }

  private void ask(Waiting one) {
    one.attempts++;
    rest.get(one.request, one.leave)
        .subscribe()
        .with(
            body -> {
              one.answer.complete(body);
              resume(PAUSE_MILLIS);
            },
            failure ->
                // a request that timed out may fail on another thread
                link.context().runOnContext(_ -> failed(one, failure)));
  }

  private void failed(Waiting one, Throwable failure) {
    Patience asked = failure instanceof RefusedRequestException refusal ? refusal.patience() : null;
    if (asked == null) {
      one.answer.fail(failure);
      resume(PAUSE_MILLIS);
      return;
    }
    Duration wait = patience(asked.stated(), one.attempts);
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      Duration longest = wait.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : wait;
      restUntilNanos = now() + longest.toNanos();
      one.answer.fail(failure);
      waiting.forEach(each -> each.answer.fail(failure));
      waiting.clear();
      resume(PAUSE_MILLIS);
      return;
    }
    if (one.attempts < MAX_ATTEMPTS && !one.gone && !stopped) {
      waiting.addFirst(one);
    } else {
      one.answer.fail(failure);
    }
    resume(Math.max(PAUSE_MILLIS, wait.toMillis()));
  }

  /** What the venue says; else a wait that doubles, of which the upper half is left to chance. */
  private Duration patience(@Nullable Duration stated, int attempts) {
    if (stated != null) {
      return stated;
    }
    long first = link.config().minBackoff().toMillis();
    long longest = Math.min(link.config().maxBackoff().toMillis(), LONGEST_WAIT.toMillis());
    long most = Math.min(longest, first << attempts);
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }

  private void resume(long pauseMillis) {
    link.vertx()
        .setTimer(
            pauseMillis,
            _ ->
                link.context()
                    .runOnContext(
                        __ -> {
                          busy = false;
                          next();
                        }));
  }

  private long now() {
    return link.clockNanos().getAsLong();
  }
}
