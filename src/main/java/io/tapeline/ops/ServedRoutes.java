package io.tapeline.ops;

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

/** Every route that a resource answers, which JAX-RS does not tell. */
@Singleton
public class ServedRoutes {

  /**
   * A route.
   *
   * @param template {@code /v1/prices/{asset}}; one slash between parts, none at its end
   * @param resource the class that answers it
   */
  public record Served(String method, String template, Class<?> resource) {}

  private final List<Served> all;

  @Inject
  public ServedRoutes(BeanManager beans) {
    all =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .map(Bean::getBeanClass)
            .filter(type -> type.isAnnotationPresent(Path.class))
            .flatMap(ServedRoutes::of)
            .toList();
  }

  private static Stream<Served> of(Class<?> resource) {
    String base = resource.getAnnotation(Path.class).value();
    return Arrays.stream(resource.getMethods())
        .flatMap(
            method -> {
              Path path = method.getAnnotation(Path.class);
              String template = template(base + (path == null ? "" : "/" + path.value()));
              return methods(method).map(name -> new Served(name, template, resource));
            });
  }

  private static String template(String written) {
    String path = ("/" + written).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    // what a parameter may be is nobody's business here
    return path.replaceAll("\\{(\\w+)\\s*:[^}]*}", "{$1}");
  }

  private static Stream<String> methods(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value());
  }

  public List<Served> all() {
    return all;
  }
}
