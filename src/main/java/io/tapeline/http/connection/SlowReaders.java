package io.tapeline.http.connection;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.ChannelOutboundBuffer;
import io.tapeline.ops.ConnectionMeters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Breaks off answers that nobody takes: with something waiting to be sent, and nothing of it taken
 * for a time. An answer with nothing to say for a while, such as the events of a job, may go on.
 */
@Singleton
public class SlowReaders {

  private static final Logger LOG = Logger.getLogger(SlowReaders.class);

  /** Looks within the time; as many in a row see the same when it is over. */
  private static final int LOOKS = 4;

  private final Duration within;
  private final Counter slow;

  SlowReaders(ConnectionConfig config, ConnectionMeters meters) {
    this.within = config.takenWithin();
    this.slow = meters.slow("answer");
  }

  /** From now on, on the connection's own thread; the head of the answer is out. */
  public void watch(RoutingContext route) {
    Taking taking = new Taking();
    long timer =
        route.vertx().setPeriodic(Math.max(1, within.toMillis() / LOOKS), _ -> look(route, taking));
    route.addEndHandler(_ -> route.vertx().cancelTimer(timer));
  }

  /** How far a caller has come. */
  private static final class Taking {
    private long taken = -1;
    private int unchanged;
  }

  private void look(RoutingContext route, Taking taking) {
    HttpServerResponse response = route.response();
    if (response.ended() || response.closed()) {
      return;
    }
    long taken = taken(route);
    boolean waits = response.writeQueueFull() || taken < response.bytesWritten();
    taking.unchanged = waits && taken == taking.taken ? taking.unchanged + 1 : 0;
    taking.taken = taken;
    if (taking.unchanged >= LOOKS) {
      slow.increment();
      LOG.debugf("%s is broken off: nobody takes it", route.request().path());
      response.reset();
    }
  }

  /** Bytes that have left for the network: what was written, less what still waits. */
  private static long taken(RoutingContext route) {
    long written = route.response().bytesWritten();
    if (!(route.request().connection() instanceof ConnectionBase to)) {
      return written;
    }
    ChannelOutboundBuffer waiting = to.channel().unsafe().outboundBuffer();
    return waiting == null
        ? written
        : written - waiting.totalPendingWriteBytes() + waiting.currentProgress();
  }
}
