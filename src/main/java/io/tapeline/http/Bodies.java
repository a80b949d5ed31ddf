package io.tapeline.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** How long the bodies of requests are. */
public final class Bodies {

  private Bodies() {}

  /** Bytes, as they are announced; 0 where they are not. */
  public static long announced(HttpServerRequest request) {
    String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    // the server has refused what is no number
    return announced == null ? 0 : Long.parseLong(announced);
  }

  /** What is still being sent of a body must not be taken for the next request. */
  static void giveUp(RoutingContext route) {
    HttpServerRequest request = route.request();
    if (request.version() != HttpVersion.HTTP_2 && !request.isEnded()) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
      // beside the end handlers of others, which free what a request holds
      route.addEndHandler(_ -> request.connection().close());
    }
  }
}
