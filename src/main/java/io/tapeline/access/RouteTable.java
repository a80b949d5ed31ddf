package io.tapeline.access;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What holds for which route. A literal segment wins over a parameter, a parameter over the rest of
 * a path; where the exact way does not have the method, the next one is tried. Looking up makes
 * nothing but the answer, and takes no longer than the table is large. May be shared.
 */
public final class RouteTable<T> {

  private static final String HEAD = "HEAD";
  private static final String GET = "GET";

  /** More than a template can have, so that only a tree answers. */
  private static final String DEEPER = "/{}".repeat(16);

  private final SortedMap<Route, T> entries;
  private final RouteNode<T> root;

  private RouteTable(SortedMap<Route, T> entries) {
    this.entries = Collections.unmodifiableSortedMap(entries);
    root =
        RouteNode.of(
            entries.entrySet().stream()
                .map(
                    entry ->
                        new RouteNode.Entry<>(
                            entry.getKey().method(), entry.getKey().segments(), entry.getValue()))
                .toList(),
            0);
  }

  /**
   * @throws IllegalArgumentException if two of the routes stand for the same requests
   */
  public static <T> RouteTable<T> of(Map<Route, T> entries) {
    Map<String, Route> shapes = new HashMap<>();
    for (Route route : entries.keySet()) {
      Route other = shapes.put(route.shape(), route);
      if (other != null) {
        throw new IllegalArgumentException(route + " and " + other + " are the same");
      }
    }
    return new RouteTable<>(new TreeMap<>(entries));
  }

  /**
   * @param method HEAD is answered as GET is
   * @param path as the router sees it: decoded, without its query; one slash at its end makes no
   *     difference
   */
  public Optional<T> find(String method, String path) {
    if (path.isEmpty() || path.charAt(0) != '/') {
      return Optional.empty();
    }
    int last = path.length() - 1;
    int end = path.charAt(last) == '/' ? last : path.length();
    return Optional.ofNullable(root.find(method.equals(HEAD) ? GET : method, path, 1, end));
  }

  /** Whether something holds for every request that the route stands for. */
  public boolean covers(Route route) {
    String template = route.template();
    String path =
        route.isTree() ? template.substring(0, template.lastIndexOf('/')) + DEEPER : template;
    // a parameter's braces are in no literal, so only a parameter or a tree answers
    return find(route.method(), path).isPresent();
  }

  public SortedSet<Route> routes() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(entries.keySet()));
  }

  /** All of it, in the order of the paths. */
  public SortedMap<Route, T> entries() {
    return entries;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RouteTable<?> table && entries.equals(table.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
