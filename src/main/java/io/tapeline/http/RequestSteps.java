package io.tapeline.http;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Has each request take its steps in their {@linkplain FilterOrder order}. Steps that decide at
 * once share one of the router's filters: to find the next of these takes as long as most steps do.
 */
@Singleton
public class RequestSteps {

  private final List<RequestStep> steps;

  @Inject
  public RequestSteps(@All List<RequestStep> steps) {
    this.steps = steps.stream().sorted(Comparator.comparing(RequestStep::order)).toList();
  }

  void register(@Observes Filters filters) {
    List<RequestStep> together = new ArrayList<>();
    for (RequestStep step : steps) {
      together.add(step);
      if (step.sendsOn() || step == steps.getLast()) {
        filters.register(inTurn(together), step.order().priority());
        together.clear();
      }
    }
  }

  private static Handler<RoutingContext> inTurn(List<RequestStep> together) {
    RequestStep[] steps = together.toArray(RequestStep[]::new);
    return route -> {
      for (RequestStep step : steps) {
        if (!step.take(route)) {
          return;
        }
      }
      route.next();
    };
  }
}
