package io.tapeline.ops.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} of RFC 9110 section 10.2.3: seconds, or a date. */
public final class RetryAfter {

  private RetryAfter() {}

  /**
   * From now on; nothing if it is not said, or can't be read.
   *
   * @param longest whoever wants more gets this
   */
  public static Optional<Duration> parse(@Nullable String field, Instant now, Duration longest) {
    if (field == null) {
      return Optional.empty();
    }
    String text = field.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text)), longest));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(Duration.between(now, until), longest));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration asked, Duration longest) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(longest) > 0 ? longest : asked;
  }
}
