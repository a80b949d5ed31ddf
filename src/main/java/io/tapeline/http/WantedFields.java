package io.tapeline.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * What {@code fields} of a request keeps, for who can save reading the rest. Whatever a resource
 * makes of it, the others are left out of the answer.
 */
public final class WantedFields {

  private static final String KEY = WantedFields.class.getName();

  private WantedFields() {}

  /** The names of the outermost fields that are kept. */
  public static void keepWith(RoutingContext route, Set<String> names) {
    route.put(KEY, names);
  }

  /** Those of this request; empty if it wants all. */
  public static Set<String> of(RoutingContext route) {
    Set<String> names = route.get(KEY);
    return names == null ? Set.of() : names;
  }
}
