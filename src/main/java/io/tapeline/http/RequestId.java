package io.tapeline.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id: the caller's {@code X-Request-Id} if it is a sane token, else a new
 * one. It comes back on every answer and stands in every log line.
 */
@Singleton
public class RequestId implements RequestStep {

  /** Its name in log lines. */
  public static final String LOG_KEY = "request_id";

  private static final CharSequence HEADER = HttpHeaders.createOptimized("X-Request-Id");
  private static final int MAX_LENGTH = 64;

  /** Sixty-four, so that each takes six bits of a random number. */
  private static final String LETTERS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

  private static final int MADE_LENGTH = 20;
  private static final int LETTERS_PER_LONG = 10;

  @Override
  public FilterOrder order() {
    return FilterOrder.REQUEST_ID;
  }

  @Override
  public boolean take(RoutingContext route) {
    of(route); // a replayed receipt comes by twice
    return true;
  }

  private static String give(RoutingContext route) {
    String given = route.request().getHeader(HEADER);
    String id = isSane(given) ? given : make();
    route.response().putHeader(HEADER, id);
    MDC.put(LOG_KEY, id);
    return id;
  }

  /** The id of this request; given now to one that failed before any filter saw it. */
  public static String of(RoutingContext route) {
    String id = route.response().headers().get(HEADER);
    return id == null ? give(route) : id;
  }

  static boolean isSane(@Nullable String given) {
    if (given == null || given.isEmpty() || given.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      boolean sane =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
      if (!sane) {
        return false;
      }
    }
    return true;
  }

  /** 120 random bits. It only has to be unlike the others, not hard to guess. */
  private static String make() {
    char[] id = new char[MADE_LENGTH];
    long bits = 0;
    for (int i = 0; i < MADE_LENGTH; i++) {
      bits = i % LETTERS_PER_LONG == 0 ? ThreadLocalRandom.current().nextLong() : bits >>> 6;
      id[i] = LETTERS.charAt((int) (bits & 63));
    }
    return new String(id);
  }
}
