package io.tapeline.access.http;

import io.tapeline.access.Cost;
import io.tapeline.http.Paging;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What a request costs by what it asks for: its {@code limit} or all there is, of so many things.
 */
final class Asked {

  private static final String LIMIT = "limit";

  private Asked() {}

  static long cost(RoutingContext route, Cost cost) {
    String list = cost.each() == null ? null : route.queryParams().get(cost.each());
    long things = list == null ? 1 : things(list);
    if (isForAll(route)) {
      return cost.ofAll(things);
    }
    return cost.rowsPerUnit() == null ? cost.base() : cost.of(rows(limit(route)), things);
  }

  /** Between commas, each maybe with numbers of its own, between commas in brackets. */
  static long things(String list) {
    long things = 1;
    int depth = 0;
    for (int i = 0; i < list.length(); i++) {
      switch (list.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth = Math.max(0, depth - 1);
        case ',' -> things += depth > 0 ? 0 : 1;
        default -> {
          // part of a name
        }
      }
    }
    return things;
  }

  static boolean isForAll(RoutingContext route) {
    String limit = limit(route);
    return limit != null && Paging.isForAll(limit, route.queryParams().get("cursor"));
  }

  /** Most requests have none, and their queries are not taken apart here. */
  private static @Nullable String limit(RoutingContext route) {
    String query = route.request().query();
    return query != null && mayHaveLimit(query) ? route.queryParams().get(LIMIT) : null;
  }

  /** The name may be escaped: {@code l%69mit}. */
  private static boolean mayHaveLimit(String query) {
    return query.contains(LIMIT) || query.indexOf('%') >= 0;
  }

  /** What is no number of rows will be refused, and costs as much as if it had not been said. */
  private static long rows(@Nullable String limit) {
    boolean plain = limit != null && limit.matches("[0-9]{1,4}");
    return plain ? Math.clamp(Long.parseLong(limit), 1, Paging.MAX_LIMIT) : Paging.DEFAULT_LIMIT;
  }
}
