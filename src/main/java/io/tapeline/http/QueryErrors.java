package io.tapeline.http;

import io.tapeline.problem.FieldError;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a query by its names alone: unknown and repeated parameters, unknown fields.
 * They wait with the request until the answer is made, so that one refusal names them together with
 * those that the resource finds.
 */
public record QueryErrors(List<FieldError> errors) {

  private static final String KEY = QueryErrors.class.getName();

  public QueryErrors {
    errors = List.copyOf(errors);
  }

  /** What is wrong with it is said already. */
  private boolean names(FieldError error) {
    return errors.stream().anyMatch(each -> each.name().equals(error.name()));
  }

  public void keepWith(RoutingContext route) {
    route.put(KEY, this);
  }

  /**
   * @throws ProblemException if this request's query has errors
   */
  public static void refuseAny(RoutingContext route) {
    QueryErrors kept = route.get(KEY);
    if (kept != null && !kept.errors.isEmpty()) {
      throw new ProblemException(new Problem.InvalidRequest(kept.errors));
    }
  }

  /** The problem that the request ends with, once the query's own errors are counted in. */
  static Problem joined(RoutingContext route, Problem found) {
    QueryErrors kept = route.get(KEY);
    if (kept == null || kept.errors.isEmpty() || found instanceof Problem.Internal) {
      return found;
    }
    List<FieldError> all = new ArrayList<>(kept.errors);
    found.errors().stream().filter(error -> !kept.names(error)).forEach(all::add);
    return new Problem.InvalidRequest(all);
  }
}
