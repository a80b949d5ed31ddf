package io.tapeline.http;

import io.tapeline.ops.ServedRoutes;
import io.tapeline.ops.ServedRoutes.Served;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The methods of each address, which a 405 has to name. */
@Singleton
public class AllowedMethods {

  private record Route(Pattern path, String template, String method) {

    static Route of(Served served) {
      String path = served.template().replaceAll("/$", "").replaceAll("\\{[^}]+}", "[^/]+");
      return new Route(Pattern.compile(path + "/?"), served.template(), served.method());
    }
  }

  private final List<Route> routes;

  @Inject
  public AllowedMethods(ServedRoutes served) {
    routes = served.all().stream().map(Route::of).toList();
  }

  /** Ascending; none if nothing is at this address. */
  Set<String> at(String path) {
    Set<String> methods = new TreeSet<>();
    routes.stream()
        .filter(route -> route.path.matcher(path).matches())
        .forEach(route -> methods.add(route.method));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    if (!methods.isEmpty()) {
      methods.add(HttpMethod.OPTIONS);
    }
    return methods;
  }

  /** Names the route of a request that ends before it gets there. */
  void tellMetrics(RoutingContext route) {
    String path = route.request().path();
    if (path == null) {
      return;
    }
    routes.stream()
        .filter(each -> each.path.matcher(path).matches())
        .findFirst()
        .ifPresent(each -> RouteName.put(route, each.template));
  }
}
