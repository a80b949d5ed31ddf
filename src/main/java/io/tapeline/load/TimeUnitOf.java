package io.tapeline.load;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a file writes its times. */
public enum TimeUnitOf {
  /** By its size a number is seconds, milli-, micro- or nanoseconds; anything else is a date. */
  AUTO(0),
  S(1_000_000_000),
  MS(1_000_000),
  US(1_000),
  NS(1),
  ISO(0);

  private static final Pattern NUMBER =
      Pattern.compile("[0-9]+(\\.[0-9]*)?(E[+]?[0-9]{1,2})?", Pattern.CASE_INSENSITIVE);

  private static final int DATE_LENGTH = 10;
  private static final int DIGITS = 20;

  /** Each is a thousand times the one before; the year 5138 in seconds, in milliseconds 1973. */
  private static final BigDecimal SECONDS_END = BigDecimal.valueOf(100_000_000_000L);

  private final long nanos;

  TimeUnitOf(long nanos) {
    this.nanos = nanos;
  }

  /**
   * Nanoseconds since 1970 UTC; times without a zone are UTC.
   *
   * @throws IllegalArgumentException if this is no time
   */
  long parse(String text) {
    String stripped = text.strip();
    try {
      return this != ISO && isNumber(stripped) ? number(new BigDecimal(stripped)) : date(stripped);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("no time: " + text, e);
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() <= DIGITS && NUMBER.matcher(text).matches();
  }

  /** What is usual is tried first: rewriting each of millions of times would be slow. */
  private static long date(String text) {
    try {
      return iso(text.replace(' ', 'T'));
    } catch (DateTimeException _) {
      return iso(plain(text));
    }
  }

  /** {@code 2024-01-01 00:00:00 UTC} and the like, as RFC 3339. */
  private static String plain(String text) {
    return text.toUpperCase(Locale.ROOT)
        .replaceFirst(" ?(UTC|GMT|Z)$", "Z")
        .replaceFirst(" ?([+-][0-9]{2}):?([0-9]{2})$", "$1:$2")
        .replace(' ', 'T');
  }

  private long number(BigDecimal value) {
    BigDecimal unit = BigDecimal.valueOf(nanos == 0 ? sized(value) : nanos);
    return value.multiply(unit).longValueExact();
  }

  private static long sized(BigDecimal value) {
    BigDecimal end = SECONDS_END;
    long unit = S.nanos;
    while (value.compareTo(end) >= 0 && unit > 1) {
      end = end.movePointRight(3);
      unit /= 1_000;
    }
    return unit;
  }

  private static long iso(String text) {
    if (text.length() == DATE_LENGTH) {
      return nanos(LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC));
    }
    boolean zoned =
        text.endsWith("Z")
            || text.lastIndexOf('+') > DATE_LENGTH
            || text.lastIndexOf('-') > DATE_LENGTH;
    return nanos(
        zoned ? OffsetDateTime.parse(text) : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC));
  }

  private static long nanos(OffsetDateTime time) {
    return Math.addExact(Math.multiplyExact(time.toEpochSecond(), S.nanos), time.getNano());
  }
}
