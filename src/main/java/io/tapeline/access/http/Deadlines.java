package io.tapeline.access.http;

import io.tapeline.http.FilterOrder;
import io.tapeline.http.ProblemMapper;
import io.tapeline.http.RequestStep;
import io.tapeline.http.connection.SlowReaders;
import io.tapeline.ops.ConnectionMeters;
import io.tapeline.problem.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Ends requests that are not answered in time. One whose answer has begun may go on as long as it
 * is taken. What is answered at once, as prices are, never has a timer.
 */
@Singleton
public class Deadlines implements RequestStep {

  private static final String KEY = Deadlines.class.getName();

  private final ProblemMapper problems;
  private final SlowReaders readers;
  private final ConnectionMeters meters;
  private final Map<String, Duration> within;

  Deadlines(
      ProblemMapper problems, SlowReaders readers, ConnectionMeters meters, TimeoutConfig config) {
    this.problems = problems;
    this.readers = readers;
    this.meters = meters;
    this.within =
        Map.of(
            "read", config.read(),
            "history", config.history(),
            "bulk", config.bulk(),
            "job", config.job(),
            "account", config.account());
  }

  @Override
  public FilterOrder order() {
    return FilterOrder.DEADLINES;
  }

  @Override
  public boolean sendsOn() {
    return true;
  }

  @Override
  public boolean take(RoutingContext route) {
    route.next();
    // a replayed receipt comes by twice
    if (!route.response().ended() && route.get(KEY) == null) {
      String work = Callers.workOf(route);
      if (work != null) {
        watch(route, work);
      }
    }
    return false;
  }

  private void watch(RoutingContext route, String work) {
    route.put(KEY, work);
    Duration time = within.get(work);
    if (time == null) {
      return; // a stream has no end to wait for
    }
    long timer = route.vertx().setTimer(time.toMillis(), _ -> late(route, work, time));
    route.addEndHandler(_ -> route.vertx().cancelTimer(timer));
  }

  private void late(RoutingContext route, String work, Duration time) {
    HttpServerResponse response = route.response();
    if (response.ended()) {
      return;
    }
    if (response.headWritten()) {
      readers.watch(route);
    } else {
      meters.timedOut(work).increment();
      problems.send(route, new Problem.TimedOut(time));
    }
  }
}
