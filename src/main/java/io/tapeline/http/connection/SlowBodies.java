package io.tapeline.http.connection;

import io.micrometer.core.instrument.Counter;
import io.tapeline.http.FilterOrder;
import io.tapeline.http.ProblemMapper;
import io.tapeline.http.RequestStep;
import io.tapeline.ops.ConnectionMeters;
import io.tapeline.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Refuses bodies that are packed, which nothing here unpacks, and those that don't come in time.
 */
@Singleton
public class SlowBodies implements RequestStep {

  private static final String IDENTITY = "identity";

  private final ProblemMapper problems;
  private final Duration within;
  private final Counter slow;

  SlowBodies(ProblemMapper problems, ConnectionConfig config, ConnectionMeters meters) {
    this.problems = problems;
    this.within = config.bodyWithin();
    this.slow = meters.slow("body");
  }

  @Override
  public FilterOrder order() {
    return FilterOrder.SLOW_BODIES;
  }

  @Override
  public boolean take(RoutingContext route) {
    HttpServerRequest request = route.request();
    if (!hasBody(request)) {
      return true;
    }
    String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase(IDENTITY)) {
      route.response().putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
      problems.send(route, new Problem.UnsupportedCoding(coding));
      return false;
    }
    long timer = route.vertx().setTimer(within.toMillis(), _ -> late(route));
    route.addEndHandler(_ -> route.vertx().cancelTimer(timer));
    return true;
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || !(request.method().name().equals("GET") || request.method().name().equals("HEAD"));
  }

  private void late(RoutingContext route) {
    HttpServerResponse response = route.response();
    if (route.request().isEnded() || response.ended()) {
      return;
    }
    slow.increment();
    if (response.headWritten()) {
      response.reset();
      return;
    }
    problems.send(route, new Problem.BodyTooSlow(within));
  }
}
