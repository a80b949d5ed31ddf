package io.tapeline.chain.evm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header of that name: seconds, or a date. */
final class RetryAfter {

  /** However long a node wants to be left alone, it is tried then. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** Null if it says nothing that can be understood. */
  static @Nullable Duration read(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (text.matches("[0-9]{1," + MOST_DIGITS + "}")) {
      return bounded(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return bounded(Duration.between(now, then));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
