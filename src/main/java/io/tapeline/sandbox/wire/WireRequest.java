package io.tapeline.sandbox.wire;

import java.util.Map;

/**
 * What a client asks a venue for.
 *
 * @param path as the venue knows it, without the host, never with a slash at its end
 * @param query decoded parameters, the first of each name
 * @param timeNanos when it is asked, nanoseconds since 1970 UTC
 */
public record WireRequest(String path, Map<String, String> query, long timeNanos) {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int MAX_DIGITS = 19;

  public WireRequest {
    path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    query = Map.copyOf(query);
  }

  public long timeMillis() {
    return timeNanos / NANOS_PER_MILLI;
  }

  /** The parameter, or this if it is absent. */
  public String text(String name, String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  /** The parameter as a whole number; this if it is absent or none. */
  public long number(String name, long otherwise) {
    String text = query.get(name);
    boolean readable = text != null && text.length() < MAX_DIGITS && text.matches("-?[0-9]+");
    return readable ? Long.parseLong(text) : otherwise;
  }

  /** The parameter as a count from 1 to {@code most}. */
  public int limit(String name, int otherwise, int most) {
    return Math.clamp(number(name, otherwise), 1, most);
  }

  /** A time parameter as nanoseconds; this, nanoseconds too, if it is absent or no number. */
  public long nanos(String name, long unitNanos, long otherwise) {
    long value = number(name, Long.MIN_VALUE);
    boolean fits = value >= 0 && value <= Long.MAX_VALUE / unitNanos;
    return fits ? value * unitNanos : otherwise;
  }

  /** What stands in the path after this prefix; empty if the path begins otherwise. */
  public String after(String prefix) {
    return path.startsWith(prefix) ? path.substring(prefix.length()) : "";
  }
}
