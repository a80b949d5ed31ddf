package io.tapeline.access.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Connections of one event loop that are not read for a while: those whose last request had to
 * wait, or was sent away. What they send next stays with the system, and costs nothing, until they
 * are woken, a few each time when the loop looks at its sockets. So a crowd can't make that look
 * long, whatever it sends and however long the process was held up before.
 */
final class Rests {

  /** Reading a request to send it away takes about a tenth of a millisecond. */
  private static final int WOKEN_AT_ONCE = 16;

  private final List<Deque<Channel>> byPlace = new ArrayList<>();
  private int size;

  /** If it can rest: over HTTP/2 others may ask beside it, and a body must be read to its end. */
  void rest(HttpServerRequest request, int place) {
    if (request.version() != HttpVersion.HTTP_2
        && (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD)
        && request.connection() instanceof ConnectionBase connection
        && connection.channel().config().isAutoRead()) {
      rest(connection.channel(), place);
    }
  }

  void rest(Channel connection, int place) {
    while (byPlace.size() <= place) {
      byPlace.add(new ArrayDeque<>());
    }
    connection.config().setAutoRead(false);
    byPlace.get(place).add(connection);
    size++;
  }

  /** Some, of the highest place first; of one place, those that have rested longest. */
  void wakeSome() {
    int left = WOKEN_AT_ONCE;
    for (int place = byPlace.size() - 1; place >= 0 && left > 0; place--) {
      Deque<Channel> resting = byPlace.get(place);
      for (; left > 0 && !resting.isEmpty(); left--) {
        size--;
        resting.remove().config().setAutoRead(true);
      }
    }
  }

  int size() {
    return size;
  }
}
