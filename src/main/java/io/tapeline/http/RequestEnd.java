package io.tapeline.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * What is done once a request is over, whether it has been answered or its caller has gone. The
 * router tells of a caller who goes up to three times, and not at all those who ask only then.
 */
public final class RequestEnd {

  private RequestEnd() {}

  /** Once; at once if it is over already. Event loop. */
  public static void then(RoutingContext route, Runnable what) {
    HttpServerResponse response = route.response();
    if (response.ended() || response.closed()) {
      what.run();
    } else {
      route.addEndHandler(new Once(what));
    }
  }

  private static final class Once implements Handler<AsyncResult<Void>> {
    private final Runnable what;
    private boolean done;

    Once(Runnable what) {
      this.what = what;
    }

    @Override
    public void handle(AsyncResult<Void> end) {
      if (!done) {
        done = true;
        what.run();
      }
    }
  }
}
