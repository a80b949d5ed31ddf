package io.tapeline.sandbox.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as venues print them; all from nanoseconds since 1970 UTC. */
public final class Moments {

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Moments() {}

  public static long seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  public static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  public static long micros(long nanos) {
    return nanos / 1_000;
  }

  /** The other way round: nanoseconds since 1970 UTC. */
  public static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
  }

  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
  }

  /** RFC 3339 with as many digits as needed. */
  public static String rfc3339(long nanos) {
    return instant(nanos).toString();
  }

  /** RFC 3339 with microseconds, always. */
  public static String rfc3339Micros(long nanos) {
    return MICROS.format(instant(nanos));
  }
}
