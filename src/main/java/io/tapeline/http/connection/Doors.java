package io.tapeline.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.tapeline.http.FilterOrder;
import io.tapeline.http.RequestStep;
import io.tapeline.ops.ConnectionMeters;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Puts a door before the API's listening sockets. Neither Quarkus nor Vert.x has one: what they
 * know of a connection begins with its first whole request.
 */
@Singleton
public class Doors implements RequestStep {

  private static final Logger LOG = Logger.getLogger(Doors.class);

  private final Vertx vertx;
  private final HttpServer server;
  private final ConnectionConfig config;
  private final ConnectionMeters meters;
  private final Door door;
  private final List<Intake> intakes = new CopyOnWriteArrayList<>();

  Doors(Vertx vertx, HttpServer server, ConnectionConfig config, ConnectionMeters meters) {
    this.vertx = vertx;
    this.server = server;
    this.config = config;
    this.meters = meters;
    this.door = new Door(config, meters);
  }

  void plain(@ObservesAsync HttpServerStart started) throws InterruptedException {
    place();
  }

  void secure(@ObservesAsync HttpsServerStart started) throws InterruptedException {
    place();
  }

  @Override
  public FilterOrder order() {
    return FilterOrder.CONNECTIONS;
  }

  /** A listening socket belongs to the thread that accepts. */
  private void place() throws InterruptedException {
    for (EventExecutor thread : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
      if (thread instanceof SingleThreadEventLoop loop) {
        loop.submit(() -> loop.registeredChannelsIterator().forEachRemaining(this::place)).sync();
      } else {
        LOG.warnf("connections are not counted: %s", thread.getClass().getSimpleName());
      }
    }
  }

  private void place(Channel listening) {
    if (listening.localAddress() instanceof InetSocketAddress at
        && listening.pipeline().get(Intake.class) == null) {
      boolean ours = at.getPort() == server.getPort() || at.getPort() == server.getSecurePort();
      if (ours || at.getPort() == server.getManagementPort()) {
        Intake intake = new Intake(listening);
        listening.pipeline().addFirst(intake);
        intakes.add(intake);
      }
      if (ours) { // probes are neither counted nor hurried
        listening.pipeline().addFirst(door);
      }
    }
  }

  /**
   * Those who come meanwhile wait outside, those who come for probes and metrics as well. Blocks;
   * not for an event loop.
   */
  void whileNobodyComesIn(Runnable what) throws InterruptedException {
    place(); // nobody tells when the management port has begun to listen
    try {
      for (Intake intake : intakes) {
        intake.close();
      }
      what.run();
    } finally {
      intakes.forEach(Intake::open);
    }
  }

  @Override
  public boolean take(RoutingContext route) {
    if (route.request().connection() instanceof ConnectionBase from
        && !FirstHead.isHeard(from.channel())) {
      FirstHead.hear(from.channel());
      NextHead.watch(from.channel().pipeline(), config.headWithin(), meters.slow("head"));
    }
    return true;
  }
}
