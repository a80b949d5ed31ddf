package io.tapeline.exchange;

/** Reads RFC 3339 times in UTC from bytes, without making anything. */
public final class Rfc3339 {

  private static final int FRACTION_AT = 19;
  private static final long NANOS = 1_000_000_000L;
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  /** The whole years whose nanoseconds fit in a long. */
  private static final int FIRST_YEAR = 1678;

  private static final int LAST_YEAR = 2261;

  private Rfc3339() {}

  /**
   * The time written from {@code start} to before {@code end}, for example {@code
   * 2026-08-09T21:05:42.514318Z}, with 0 to 9 fraction digits, of the years 1678 to 2261.
   *
   * @return nanoseconds since 1970 UTC
   * @throws MalformedFrameException if it is written otherwise
   */
  public static long nanos(byte[] text, int start, int end) {
    if (end - start < FRACTION_AT + 1 || text[end - 1] != 'Z') {
      throw wrong();
    }
    int year = digits(text, start, 4);
    int month = two(text, start + 5, '-');
    int day = two(text, start + 8, '-');
    int hour = two(text, start + 11, 'T');
    int minute = two(text, start + 14, ':');
    int second = two(text, start + 17, ':');
    if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 60) {
      throw wrong();
    }
    long seconds = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    return seconds * NANOS + fraction(text, start + FRACTION_AT, end - 1);
  }

  private static boolean isDate(int year, int month, int day) {
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) {
      return false;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day >= 1 && day <= DAYS[month - 1] && (leap || month != 2 || day < 29);
  }

  private static int two(byte[] text, int at, char before) {
    char found = (char) text[at - 1];
    if (found != before && !(before == 'T' && found == ' ')) {
      throw wrong();
    }
    return digits(text, at, 2);
  }

  private static int digits(byte[] text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        throw wrong();
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static long fraction(byte[] text, int point, int end) {
    if (point == end) {
      return 0;
    }
    int count = end - point - 1;
    if (text[point] != '.' || count < 1 || count > 9) {
      throw wrong();
    }
    long value = digits(text, point + 1, count);
    for (int i = count; i < 9; i++) {
      value *= 10;
    }
    return value;
  }

  /** Days since 1970-01-01; Howard Hinnant, "chrono-compatible low-level date algorithms". */
  private static long epochDay(int year, int month, int day) {
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  private static MalformedFrameException wrong() {
    return new MalformedFrameException("not an RFC 3339 time in UTC");
  }
}
