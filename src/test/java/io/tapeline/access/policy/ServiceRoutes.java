package io.tapeline.access.policy;

import io.tapeline.access.Route;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every route that the service has, read from its resources. */
final class ServiceRoutes {

  private static final Path CLASSES = Path.of("target/classes");

  private ServiceRoutes() {}

  static SortedSet<Route> all() {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("io/tapeline"))) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.replace('/', '.').replaceAll("\\.class$", ""))
          .map(ServiceRoutes::load)
          .filter(type -> type.isAnnotationPresent(jakarta.ws.rs.Path.class))
          .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
          .flatMap(ServiceRoutes::of)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without starting what the class does when it is first used. */
  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ServiceRoutes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Route> of(Method method) {
    var whole = method.getDeclaringClass().getAnnotation(jakarta.ws.rs.Path.class);
    var part = method.getAnnotation(jakarta.ws.rs.Path.class);
    String path = join(whole == null ? "" : whole.value(), part == null ? "" : part.value());
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(verb -> new Route(verb.value(), path));
  }

  private static String join(String whole, String part) {
    String joined = "/" + whole + "/" + part;
    String path = joined.replaceAll("/+", "/");
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
