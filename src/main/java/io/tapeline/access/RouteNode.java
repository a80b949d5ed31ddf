package io.tapeline.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of routes: what is found if the path ends here, and where it goes on.
 *
 * @param here by method, of templates that end here
 * @param rest by method, of templates that end here with {@code {rest*}}
 * @param parameter where any segment leads that no literal knows; null if nowhere
 */
record RouteNode<T>(
    Map<String, T> here,
    Map<String, T> rest,
    List<Literal<T>> literals,
    @Nullable RouteNode<T> parameter) {

  record Literal<T>(String text, RouteNode<T> node) {

    boolean is(String path, int from, int to) {
      return text.length() == to - from && path.startsWith(text, from);
    }
  }

  record Entry<T>(String method, List<String> segments, T value) {}

  /** The tree of entries that have their first segments in common, as many as its depth. */
  static <T> RouteNode<T> of(List<Entry<T>> entries, int depth) {
    List<Entry<T>> here = new ArrayList<>();
    List<Entry<T>> rest = new ArrayList<>();
    List<Entry<T>> parameters = new ArrayList<>();
    Map<String, List<Entry<T>>> literals = new TreeMap<>();
    for (Entry<T> entry : entries) {
      if (entry.segments().size() == depth) {
        here.add(entry);
        continue;
      }
      String segment = entry.segments().get(depth);
      if (Route.isRest(segment)) {
        rest.add(entry);
      } else if (Route.isParameter(segment)) {
        parameters.add(entry);
      } else {
        literals.computeIfAbsent(segment, _ -> new ArrayList<>()).add(entry);
      }
    }
    return new RouteNode<>(
        byMethod(here),
        byMethod(rest),
        literals.entrySet().stream()
            .map(literal -> new Literal<>(literal.getKey(), of(literal.getValue(), depth + 1)))
            .toList(),
        parameters.isEmpty() ? null : of(parameters, depth + 1));
  }

  private static <T> Map<String, T> byMethod(List<Entry<T>> entries) {
    return entries.stream()
        .collect(Collectors.toUnmodifiableMap(Entry::method, entry -> entry.value()));
  }

  /**
   * Tries the literal, then the parameter, then the rest, so what is said exactly wins. A node is
   * tried once at most, so a path costs no more than there are nodes.
   *
   * @param from where the next segment begins; behind the end if none is left
   * @param end where the path ends, without its last slash
   */
  @Nullable T find(String method, String path, int from, int end) {
    T found = from > end ? here.get(method) : below(method, path, from, end);
    return found != null ? found : rest.get(method);
  }

  private @Nullable T below(String method, String path, int from, int end) {
    int slash = path.indexOf('/', from);
    int to = slash < 0 || slash > end ? end : slash;
    // by number: an iterator would be made for each request
    for (int i = 0; i < literals.size(); i++) {
      Literal<T> literal = literals.get(i);
      if (literal.is(path, from, to)) {
        T found = literal.node().find(method, path, to + 1, end);
        if (found != null) {
          return found;
        }
        break;
      }
    }
    return parameter == null || to == from ? null : parameter.find(method, path, to + 1, end);
  }
}
