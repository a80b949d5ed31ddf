package io.tapeline.chain;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What becomes of an answer on its way, whatever kind of node gave it. */
public enum Spoiled {
  /** Within the time. */
  LATE,
  SLOW,
  CUT_OFF,
  TRUNCATED,
  EMPTY,
  HTML,
  HUGE,
  FAILING,
  LIMITED,
  UNAVAILABLE,
  UNAUTHORIZED;

  private static final int OK = 200;

  /** Sends it, spoiled. */
  public void send(HttpExchange exchange, int status, String answer)
      throws IOException, InterruptedException {
    switch (this) {
      case LATE -> {
        TimeUnit.MILLISECONDS.sleep(50);
        whole(exchange, status, answer);
      }
      case SLOW -> {
        TimeUnit.SECONDS.sleep(3);
        whole(exchange, status, answer);
      }
      case CUT_OFF -> {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(OK, bytes.length);
        exchange.getResponseBody().write(Arrays.copyOf(bytes, bytes.length / 2));
        exchange.getResponseBody().flush();
      }
      case TRUNCATED -> whole(exchange, status, answer.substring(0, answer.length() / 2));
      case EMPTY -> whole(exchange, OK, "");
      case HTML -> whole(exchange, OK, "\n<!doctype html><title>Welcome</title>");
      case HUGE -> whole(exchange, OK, answer + " ".repeat(200_000));
      case FAILING -> whole(exchange, 502, "bad gateway");
      case LIMITED -> later(exchange, 429);
      case UNAVAILABLE -> later(exchange, 503);
      case UNAUTHORIZED -> whole(exchange, 401, "who are you?");
    }
  }

  private static void later(HttpExchange exchange, int status) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "7");
    whole(exchange, status, "later");
  }

  /** Sends it as it is. */
  public static void whole(HttpExchange exchange, int status, String answer) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
