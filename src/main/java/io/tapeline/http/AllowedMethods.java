package io.tapeline.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The methods of each address, which a 405 has to name and JAX-RS does not tell. */
@Singleton
public class AllowedMethods {

  private record Route(Pattern path, String method) {}

  private final List<Route> routes = new ArrayList<>();

  @Inject
  public AllowedMethods(BeanManager beans) {
    beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(Bean::getBeanClass)
        .filter(type -> type.isAnnotationPresent(Path.class))
        .forEach(this::addRoutes);
  }

  private void addRoutes(Class<?> resource) {
    String base = resource.getAnnotation(Path.class).value();
    for (Method method : resource.getMethods()) {
      Path path = method.getAnnotation(Path.class);
      Pattern pattern = pattern(base + (path == null ? "" : "/" + path.value()));
      httpMethods(method).forEach(name -> routes.add(new Route(pattern, name)));
    }
  }

  private static Stream<String> httpMethods(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value());
  }

  private static Pattern pattern(String template) {
    String path = ("/" + template).replaceAll("/+", "/").replaceAll("/$", "");
    return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
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
}
