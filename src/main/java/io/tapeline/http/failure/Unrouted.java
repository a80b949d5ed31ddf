package io.tapeline.http.failure;

import io.quarkus.runtime.configuration.MemorySize;
import io.tapeline.http.Bodies;
import io.tapeline.http.FilterOrder;
import io.tapeline.http.ProblemMapper;
import io.tapeline.http.RequestStep;
import io.tapeline.http.SecurityHeaders;
import io.tapeline.problem.FieldError;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Requests that reach no resource end as problems too. */
@Singleton
public class Unrouted implements RequestStep {

  private static final int MAX_ADDRESS_LENGTH = 8192;

  /** All names and values together, characters. */
  private static final int MAX_HEADERS_LENGTH = 16_384;

  private final ProblemMapper problems;
  private final long maxBody;

  @Inject
  public Unrouted(
      ProblemMapper problems,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
    this.problems = problems;
    this.maxBody = maxBody.asLongValue();
  }

  @Override
  public FilterOrder order() {
    return FilterOrder.LENGTHS;
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    router.route().last().handler(this::unknown);
  }

  /** The server itself refuses what is longer still, without a word. */
  @Override
  public boolean take(RoutingContext route) {
    Problem wrong = wrong(route.request());
    if (wrong != null) {
      problems.send(route, wrong);
    }
    return wrong == null;
  }

  private @Nullable Problem wrong(HttpServerRequest request) {
    if (request.uri().length() > MAX_ADDRESS_LENGTH) {
      return new Problem.AddressTooLong();
    }
    if (isLongerThan(MAX_HEADERS_LENGTH, request.headers())) {
      return new Problem.HeadersTooLarge();
    }
    if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
      return ProblemMapper.hostMissing();
    }
    if (Bodies.announced(request) > maxBody) {
      return new Problem.BodyTooLarge();
    }
    List<FieldError> errors = Escapes.wrongIn(request.uri());
    return errors.isEmpty() ? null : new Problem.InvalidRequest(errors);
  }

  private static boolean isLongerThan(int most, MultiMap headers) {
    int length = 0;
    for (Map.Entry<String, String> header : headers) {
      length += header.getKey().length() + header.getValue().length();
    }
    return length > most;
  }

  private void unknown(RoutingContext route) {
    problems.send(route, new Problem.NotFound(route.normalizedPath()));
  }

  /** Where the router blames the caller, its status says more than what it threw. */
  private static @Nullable Throwable failureOf(RoutingContext route) {
    Throwable failure = route.failure();
    int status = route.statusCode();
    boolean known =
        failure instanceof ProblemException || failure instanceof WebApplicationException;
    boolean blamed = status >= 400 && (failure == null || status < 500);
    return blamed && !known ? new HttpException(status, failure) : failure;
  }

  private void failed(RoutingContext route) {
    if (route.response().headWritten()) {
      route.response().reset();
      return;
    }
    SecurityHeaders.of(route);
    problems.send(route, problems.problemOf(failureOf(route), route));
  }
}
