package io.tapeline.access.http;

import io.tapeline.access.Retirement;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594), and where to read on. */
final class RetirementHeaders {

  /** Days have two digits: Java's own RFC 1123 gives them one. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private RetirementHeaders() {}

  static void put(MultiMap headers, Retirement retired) {
    headers.set("Deprecation", "@" + midnight(retired.deprecated()).toEpochSecond());
    if (retired.sunset() != null) {
      headers.set("Sunset", HTTP_DATE.format(midnight(retired.sunset())));
    }
    link(headers, retired.docs(), "deprecation");
    link(headers, retired.successor(), "successor-version");
  }

  private static ZonedDateTime midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC);
  }

  private static void link(MultiMap headers, @Nullable String place, String rel) {
    if (place != null) {
      headers.add("Link", "<" + place + ">; rel=\"" + rel + "\"");
    }
  }
}
