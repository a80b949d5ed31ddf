package io.tapeline.http.failure;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tapeline.http.ProblemMapper;
import io.tapeline.problem.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Requests that reach no resource end as problems too. */
@Singleton
public class Unrouted {

  private static final int MAX_ADDRESS_LENGTH = 8192;

  /** After the request id, before all that reads the address. */
  private static final int PRIORITY = 900;

  private final ProblemMapper problems;

  @Inject
  public Unrouted(ProblemMapper problems) {
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseLongAddress, PRIORITY);
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    router.route().last().handler(this::unknown);
  }

  private void refuseLongAddress(RoutingContext route) {
    if (route.request().uri().length() > MAX_ADDRESS_LENGTH) {
      problems.send(route, new Problem.AddressTooLong());
    } else {
      route.next();
    }
  }

  private void unknown(RoutingContext route) {
    problems.send(route, new Problem.NotFound(route.normalizedPath()));
  }

  private void failed(RoutingContext route) {
    if (route.response().headWritten()) {
      route.response().reset();
      return;
    }
    Throwable failure = route.failure();
    if (failure == null && route.statusCode() >= 400) {
      failure = new HttpException(route.statusCode());
    }
    problems.send(route, problems.problemOf(failure, route));
  }
}
