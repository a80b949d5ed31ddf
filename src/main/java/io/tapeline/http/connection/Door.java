package io.tapeline.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.tapeline.ops.ConnectionMeters;
import io.tapeline.ops.UnderWay;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sees each connection of a listening socket before anything is read from it: closes what is too
 * many, and gives the others their time for a first request.
 */
@ChannelHandler.Sharable
final class Door extends ChannelInboundHandlerAdapter {

  private final ConnectionConfig config;
  private final ConnectionMeters meters;
  private final AtomicInteger open = new AtomicInteger();
  private final UnderWay<InetAddress> addresses = new UnderWay<>();

  Door(ConnectionConfig config, ConnectionMeters meters) {
    this.config = config;
    this.meters = meters;
    meters.open(open::get);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!(message instanceof Channel connection) || comesIn(connection)) {
      super.channelRead(context, message);
    }
  }

  private boolean comesIn(Channel connection) {
    if (open.incrementAndGet() > config.most()) {
      open.decrementAndGet();
      return refuse(connection, "all");
    }
    InetAddress from = strangerOf(connection);
    if (from != null && !addresses.begin(from, config.mostPerAddress())) {
      open.decrementAndGet();
      return refuse(connection, "address");
    }
    var _ = connection.closeFuture().addListener(_ -> gone(from));
    connection.pipeline().addLast(new FirstHead(config.headWithin(), meters.slow("head")));
    return true;
  }

  private boolean refuse(Channel connection, String most) {
    meters.refused(most).increment();
    connection.unsafe().closeForcibly();
    return false;
  }

  private void gone(@Nullable InetAddress from) {
    open.decrementAndGet();
    if (from != null) {
      addresses.end(from);
    }
  }

  /** Whom a connection is from; null if it is from this machine. */
  private static @Nullable InetAddress strangerOf(Channel connection) {
    return connection.remoteAddress() instanceof InetSocketAddress from
            && from.getAddress() != null
            && !from.getAddress().isLoopbackAddress()
        ? from.getAddress()
        : null;
  }
}
