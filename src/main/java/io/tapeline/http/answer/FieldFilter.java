package io.tapeline.http.answer;

import com.fasterxml.jackson.core.filter.TokenFilter;
import io.tapeline.http.WantedFields;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the named fields while JSON is written and drops the others. Elements of a list are
 * filtered one by one, so that a path says nothing about lists.
 */
final class FieldFilter extends TokenFilter {

  private static final String KEY = FieldFilter.class.getName();

  private final Map<String, FieldFilter> kept = new HashMap<>();
  private boolean whole;

  /** Keeps what these dotted paths name. */
  static FieldFilter of(Iterable<String> paths) {
    FieldFilter root = new FieldFilter();
    for (String path : paths) {
      FieldFilter at = root;
      for (String name : path.split("\\.", -1)) {
        at = at.kept.computeIfAbsent(name, _ -> new FieldFilter());
      }
      at.whole = true;
    }
    return root;
  }

  void keepWith(RoutingContext route) {
    route.put(KEY, this);
    WantedFields.keepWith(route, Set.copyOf(kept.keySet()));
  }

  /** That of this request; null if it wants all fields. */
  static @Nullable FieldFilter of(RoutingContext route) {
    return route.get(KEY);
  }

  boolean keeps(String name) {
    return kept.containsKey(name);
  }

  /** What is kept below a field; null if all of it is. */
  @Nullable FieldFilter under(String name) {
    FieldFilter child = kept.get(name);
    return child == null || child.whole ? null : child;
  }

  @Override
  public @Nullable TokenFilter includeProperty(String name) {
    FieldFilter child = kept.get(name);
    return child == null || !child.whole ? child : TokenFilter.INCLUDE_ALL;
  }

  @Override
  public boolean includeEmptyArray(boolean contentsFiltered) {
    return true;
  }

  @Override
  public boolean includeEmptyObject(boolean contentsFiltered) {
    return true;
  }
}
