package io.tapeline.http.connection;

import io.micrometer.core.instrument.Counter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tapeline.http.FilterOrder;
import io.tapeline.http.ProblemMapper;
import io.tapeline.ops.ConnectionMeters;
import io.tapeline.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Refuses bodies that are packed, which nothing here unpacks, and those that don't come in time.
 */
@Singleton
public class SlowBodies {

  private static final String IDENTITY = "identity";

  private final ProblemMapper problems;
  private final Duration within;
  private final Counter slow;

  SlowBodies(ProblemMapper problems, ConnectionConfig config, ConnectionMeters meters) {
    this.problems = problems;
    this.within = config.bodyWithin();
    this.slow = meters.slow("body");
  }

  void register(@Observes Filters filters) {
    filters.register(this::look, FilterOrder.SLOW_BODIES.priority());
  }

  private void look(RoutingContext route) {
    HttpServerRequest request = route.request();
    if (!hasBody(request)) {
      route.next();
      return;
    }
    String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase(IDENTITY)) {
      route.response().putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
      problems.send(route, new Problem.UnsupportedCoding(coding));
      return;
    }
    route.next();
    if (!request.isEnded()) {
      long timer = route.vertx().setTimer(within.toMillis(), _ -> late(route));
      route.addEndHandler(_ -> route.vertx().cancelTimer(timer));
    }
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
