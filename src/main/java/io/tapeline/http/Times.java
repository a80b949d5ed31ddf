package io.tapeline.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as callers see them: RFC 3339, UTC, milliseconds, {@code Z}. */
public final class Times {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** What nanoseconds since 1970 in a long can hold, rounded to whole years. */
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

  private Times() {}

  /** {@code 2026-01-02T03:04:05.678Z} of nanoseconds since 1970 UTC; what is finer is cut off. */
  public static String format(long nanos) {
    return format(instant(nanos));
  }

  /** The same to the microsecond or nanosecond, where there is one. */
  public static String exact(long nanos) {
    if (nanos % NANOS_PER_MILLI == 0) {
      return format(nanos);
    }
    return (nanos % NANOS_PER_MICRO == 0 ? MICROS : EXACT).format(instant(nanos));
  }

  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** Nanoseconds since 1970 UTC as an instant. */
  public static Instant instant(long nanos) {
    return Instant.EPOCH.plus(nanos, ChronoUnit.NANOS);
  }

  /**
   * Nanoseconds since 1970 UTC of RFC 3339 with any offset, or of Unix milliseconds. A blank before
   * the offset is a plus sign that was not escaped in a query.
   *
   * @throws DateTimeException if it is neither, or outside 1970 to 2261
   */
  public static long parse(String text) {
    Instant instant =
        isNumber(text)
            ? Instant.ofEpochMilli(millis(text))
            : OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
    if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
      throw new DateTimeException("outside 1970 to 2261");
    }
    return instant.getEpochSecond() * 1000 * NANOS_PER_MILLI + instant.getNano();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long millis(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      throw new DateTimeException("outside 1970 to 2261");
    }
  }
}
