package io.tapeline.exchange.app;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Failures to reach a venue, in words for people that stay the same from one attempt to the next.
 */
final class Failures {

  private Failures() {}

  static String inWords(Throwable failure) {
    String said = said(failure);
    return switch (failure) {
      case UnknownHostException _ -> "the name " + firstPart(said) + " can't be resolved";
      case ConnectException _ -> "no connection, " + said;
      case TimeoutException _ -> "no answer in time, " + said;
      case SSLException _ -> "no secure connection, " + said;
      default -> said;
    };
  }

  /** The system's resolver adds its own reason, and only the first time. */
  private static String firstPart(String said) {
    int colon = said.indexOf(':');
    return colon < 0 ? said : said.substring(0, colon);
  }

  private static String said(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
