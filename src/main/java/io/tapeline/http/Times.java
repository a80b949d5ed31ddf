package io.tapeline.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as callers see them: RFC 3339, UTC, milliseconds, {@code Z}. */
public final class Times {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long MILLIS_PER_DAY = 86_400_000;

  /** What nanoseconds in a long can say has a year of four digits. */
  private static final byte[] PATTERN =
      "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);

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
    long millis = Math.floorDiv(nanos, NANOS_PER_MILLI);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_PER_DAY));
    int rest = (int) Math.floorMod(millis, MILLIS_PER_DAY);
    byte[] text = PATTERN.clone();
    digits(text, 0, 4, date.getYear());
    digits(text, 5, 2, date.getMonthValue());
    digits(text, 8, 2, date.getDayOfMonth());
    digits(text, 11, 2, rest / 3_600_000);
    digits(text, 14, 2, rest / 60_000 % 60);
    digits(text, 17, 2, rest / 1_000 % 60);
    digits(text, 20, 3, rest % 1_000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] text, int at, int count, int value) {
    int left = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
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

  /** Whole seconds, rounded up: who waits so long has not come too early. */
  public static long wholeSeconds(Duration time) {
    return time.plusNanos(NANOS_PER_SECOND - 1).toSeconds();
  }
}
