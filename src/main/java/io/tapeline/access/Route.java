package io.tapeline.access;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A method and the paths that it is asked of.
 *
 * @param method upper case; {@code GET} is also HEAD
 * @param template a path with parameters: {@code /v1/prices/{asset}}. A parameter stands for one
 *     whole segment; {@code {rest*}}, the last one only, for all that follows, even nothing
 */
public record Route(String method, String template) implements Comparable<Route> {

  private static final int MAX_LENGTH = 200;
  private static final int MAX_SEGMENTS = 12;
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final Pattern LITERAL = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]+");
  private static final Pattern PARAMETER = Pattern.compile("\\{[a-z][a-z0-9_]*}");
  private static final Pattern REST = Pattern.compile("\\{[a-z][a-z0-9_]*\\*}");

  public Route {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException(
          method.equals("HEAD")
              ? "HEAD is asked as GET is; write GET"
              : "the method must be GET, POST, PUT, PATCH or DELETE");
    }
    check(template);
  }

  /**
   * @param text {@code GET /v1/prices/{asset}}
   * @throws IllegalArgumentException if it is none, in a sentence without its full stop
   */
  public static Route parse(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException(
          "a route is a method, one space and a path, as in GET /v1/prices/{asset}");
    }
    return new Route(text.substring(0, space), text.substring(space + 1));
  }

  private static void check(String template) {
    require(template.startsWith("/"), "the path must begin with /");
    require(template.length() <= MAX_LENGTH, "the path is longer than 200 characters");
    List<String> segments = segments(template);
    require(segments.size() <= MAX_SEGMENTS, "the path has more than 12 segments");
    require(
        template.length() == 1 || !template.endsWith("/"),
        "the path must not end with /, which makes no difference");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean last = i == segments.size() - 1;
      require(last || !isRest(segment), segment + " must be the last segment");
      require(
          isRest(segment) || isParameter(segment) || LITERAL.matcher(segment).matches(),
          "a segment must be plain text, {name} or {name*}, not '" + segment + "'");
      require(
          !segment.startsWith("{") || names.add(segment.replace("*", "")),
          segment + " stands there twice");
    }
  }

  private static void require(boolean holds, String reason) {
    if (!holds) {
      throw new IllegalArgumentException(reason);
    }
  }

  private static List<String> segments(String template) {
    return template.equals("/") ? List.of() : Arrays.asList(template.substring(1).split("/", -1));
  }

  static boolean isParameter(String segment) {
    return PARAMETER.matcher(segment).matches();
  }

  static boolean isRest(String segment) {
    return REST.matcher(segment).matches();
  }

  /** Of the template, from left to right. */
  List<String> segments() {
    return segments(template);
  }

  /** Whether it stands for everything below a path. */
  public boolean isTree() {
    List<String> segments = segments();
    return !segments.isEmpty() && isRest(segments.getLast());
  }

  /** The same for all routes that stand for the same requests, however parameters are called. */
  public String shape() {
    return segments().stream()
        .map(segment -> isRest(segment) ? "{*}" : isParameter(segment) ? "{}" : segment)
        .collect(Collectors.joining("/", method + " /", ""));
  }

  @Override
  public int compareTo(Route other) {
    int byTemplate = template.compareTo(other.template);
    return byTemplate != 0 ? byTemplate : method.compareTo(other.method);
  }

  @Override
  public String toString() {
    return method + " " + template;
  }
}
