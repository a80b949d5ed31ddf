package io.tapeline.sandbox.app;

import io.tapeline.sandbox.wire.Moments;
import io.tapeline.sandbox.wire.VenueWire;
import io.tapeline.sandbox.wire.WireRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** All open sockets: gives each its venue's session and lets it tell what happens. */
@Singleton
public class SandboxSockets {

  private static final int PUMP_MILLIS = 5;
  private static final int WRITE_QUEUE_BYTES = 1 << 20;

  private final Vertx vertx;
  private final InstantSource clock;
  private final FaultBoard faults;
  private final SandboxConfig config;
  private final LongAdder sent = new LongAdder();
  private final AtomicInteger open = new AtomicInteger();

  public SandboxSockets(Vertx vertx, InstantSource clock, FaultBoard faults, SandboxConfig config) {
    this.vertx = vertx;
    this.clock = clock;
    this.faults = faults;
    this.config = config;
  }

  /** Takes a socket that was just opened; on its event loop. */
  void accept(ServerWebSocket socket, VenueWire wire, WireRequest request) {
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    SandboxConnection connection =
        new SandboxConnection(
            socket, wire.venue(), wire.open(request), faults, config.slowReaderLimit(), sent);
    connection.open(request.timeNanos());
    open.incrementAndGet();
    long pump = vertx.setPeriodic(PUMP_MILLIS, _ -> connection.pump(nowNanos()));
    socket.closeHandler(
        _ -> {
          vertx.cancelTimer(pump);
          open.decrementAndGet();
        });
    socket.exceptionHandler(_ -> socket.close());
  }

  /** Nanoseconds since 1970 UTC. */
  long nowNanos() {
    return Moments.nanos(clock.instant());
  }

  /** Sockets that are open now. */
  public int open() {
    return open.get();
  }

  /** Frames sent since the start. */
  public long sent() {
    return sent.sum();
  }
}
