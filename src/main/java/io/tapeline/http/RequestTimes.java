package io.tapeline.http;

import io.micrometer.core.instrument.Timer;
import io.tapeline.ops.RequestMeters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Times every request by its route and status. Quarkus could, and would take twice as long and
 * count our own simulated exchanges too.
 */
@Singleton
public class RequestTimes implements RequestStep {

  /** Anybody may invent others, and each would be a line of the metrics. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final String OTHER = "OTHER";

  /** No resource. */
  private static final String NONE = "none";

  /** Nobody waited for an answer, as nginx has it. */
  private static final int GONE = 499;

  private static final String KEY = RequestTimes.class.getName();

  private final RequestMeters meters;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  private record Kind(String method, String uri, int status) {}

  RequestTimes(RequestMeters meters) {
    this.meters = meters;
  }

  @Override
  public FilterOrder order() {
    return FilterOrder.TIMES;
  }

  @Override
  public boolean take(RoutingContext route) {
    if (route.get(KEY) == null) { // a replayed receipt comes by twice
      route.put(KEY, this);
      long began = System.nanoTime();
      RequestEnd.then(
          route, () -> timer(route).record(System.nanoTime() - began, TimeUnit.NANOSECONDS));
    }
    return true;
  }

  private Timer timer(RoutingContext route) {
    String method = route.request().method().name();
    String uri = RouteName.of(route);
    Kind kind =
        new Kind(
            METHODS.contains(method) ? method : OTHER,
            uri == null ? NONE : uri,
            status(route.response()));
    Timer known = timers.get(kind);
    return known == null ? timers.computeIfAbsent(kind, this::timer) : known;
  }

  private static int status(HttpServerResponse response) {
    return response.headWritten() || response.ended() ? response.getStatusCode() : GONE;
  }

  private Timer timer(Kind kind) {
    return meters.requests(kind.method, kind.uri, kind.status);
  }
}
