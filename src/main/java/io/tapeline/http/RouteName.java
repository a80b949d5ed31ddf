package io.tapeline.http;

import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What metrics count a request by: the path of its resource, {@code /v1/prices/{asset}}, as Quarkus
 * REST tells it to them. Of addresses there is no end.
 */
public final class RouteName {

  /** Where it puts it. */
  private static final String KEY = "UrlPathTemplate";

  private RouteName() {}

  /** Null if nobody has told it yet. */
  public static @Nullable String of(RoutingContext route) {
    return context(route).getLocal(KEY);
  }

  public static void put(RoutingContext route, String name) {
    context(route).putLocal(KEY, name);
  }

  private static Context context(RoutingContext route) {
    return ((HttpServerRequestInternal) route.request()).context();
  }
}
