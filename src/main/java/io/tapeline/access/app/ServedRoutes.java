package io.tapeline.access.app;

import io.tapeline.access.Route;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every route that a resource of ours answers. */
@Singleton
public class ServedRoutes {

  private static final String OURS = "io.tapeline.";

  private final List<Route> all;

  @Inject
  public ServedRoutes(BeanManager beans) {
    all =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .map(Bean::getBeanClass)
            .filter(type -> type.isAnnotationPresent(Path.class))
            .filter(type -> type.getName().startsWith(OURS))
            .flatMap(ServedRoutes::of)
            .toList();
  }

  private static Stream<Route> of(Class<?> resource) {
    String base = resource.getAnnotation(Path.class).value();
    return Arrays.stream(resource.getMethods())
        .flatMap(
            method -> {
              Path path = method.getAnnotation(Path.class);
              String template = template(base + (path == null ? "" : "/" + path.value()));
              return methods(method).map(name -> new Route(name, template));
            });
  }

  private static String template(String template) {
    String path = ("/" + template).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    return path.replaceAll("\\{(\\w+)\\s*:[^}]*}", "{$1}");
  }

  private static Stream<String> methods(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value());
  }

  public List<Route> all() {
    return all;
  }
}
