package io.tapeline.access.http;

import io.tapeline.access.Plan;
import io.tapeline.access.Ranks;
import io.tapeline.access.WaitingLine;
import io.tapeline.access.WaitingLine.Waiting;
import io.tapeline.access.app.AccessConfig;
import io.tapeline.ops.AccessMeters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests take turns on their event loop. An event loop does what it finds in the order of
 * its sockets: whoever has the best plan would wait behind whoever sends the most. Here what comes
 * first is done at once, for a little while; what comes after that waits until all that has arrived
 * is read, and then has its turn by the rank of its plan. The highest never waits. Whose turn does
 * not come within the bound is turned away. Who has to wait or is turned away is not read again
 * before others have been. See {@link WaitingLine} and {@link Rests}.
 */
@ApplicationScoped
class Turns {

  /** Work that is done at once, each time when the loop looks at its sockets. */
  private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * Turns last a part of the time that reading took, within these; then the loop looks at its
   * sockets again. The smaller the part, the sooner the loop has caught up with its sockets after a
   * pause; where nothing comes in, turns follow each other all the same.
   */
  private static final int PART_OF_READING = 4;

  private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Each is a request in memory; what is beyond that is beyond the bound of time as well. */
  private static final int MOST_WAITING = 5_000;

  private final AccessConfig config;
  private final AccessMeters meters;
  private final ThreadLocal<Loop> loops = ThreadLocal.withInitial(this::loop);

  Turns(AccessConfig config, AccessMeters meters) {
    this.config = config;
    this.meters = meters;
  }

  /** What a request does when its turn comes. */
  interface Turn {

    /**
     * @param late whether it has waited for too long
     */
    void come(boolean late);
  }

  private record Request(ContextInternal context, HttpServerRequest asked, Turn turn) {}

  /** Called on the request's event loop, and so is the turn. */
  void take(Entry entry, Plan plan, Turn turn) {
    Ranks ranks = entry.ruled().ranks();
    int place = ranks.place(plan);
    if (place < ranks.highest()
        && Vertx.currentContext() instanceof ContextInternal context
        && context.isEventLoopContext()
        && context.inThread()) {
      loops.get().await(new Request(context, entry.route().request(), turn), place);
    } else {
      turn.come(false);
    }
  }

  private Loop loop() {
    Loop loop = new Loop(new WaitingLine<>(config.queueDelay(), MOST_WAITING));
    String name = Thread.currentThread().getName();
    meters.waiting(name, loop.line::size);
    meters.resting(name, loop.rests::size);
    return loop;
  }

  private static final class Loop {
    private final WaitingLine<Request> line;
    private final Rests rests = new Rests();
    private boolean reading;
    private long atOnceNanos;
    private long endedNanos;

    Loop(WaitingLine<Request> line) {
      this.line = line;
    }

    void await(Request request, int place) {
      if (!reading) {
        reading = true;
        request.context.nettyEventLoop().execute(() -> takeTurns(request.context));
      }
      long now = System.nanoTime();
      if (atOnceNanos < AT_ONCE_NANOS && !line.isBefore(place)) {
        request.turn.come(false);
        atOnceNanos += System.nanoTime() - now;
      } else {
        rests.rest(request.asked, place);
        if (!line.join(request, place, now)) {
          request.turn.come(true);
        }
      }
    }

    /** All that had arrived is read. */
    private void takeTurns(ContextInternal last) {
      long began = System.nanoTime();
      long part = (began - endedNanos) / PART_OF_READING;
      long until = began + Math.clamp(part, SHORTEST_NANOS, LONGEST_NANOS);
      ContextInternal context = last;
      long now = began;
      Waiting<Request> next = line.next();
      while (next != null) {
        context = next.what().context;
        Turn turn = next.what().turn;
        boolean late = line.isTooLong(next, now);
        context.dispatch(_ -> turn.come(late));
        now = System.nanoTime();
        next = now - until < 0 ? line.next() : null;
      }
      endedNanos = now;
      atOnceNanos = 0;
      rests.wakeSome();
      reading = line.size() > 0 || rests.size() > 0;
      if (reading) {
        ContextInternal from = context;
        // as a timer that is due: a plain task would come before the sockets
        var _ = from.nettyEventLoop().schedule(() -> takeTurns(from), 0, TimeUnit.NANOSECONDS);
      }
    }
  }
}
