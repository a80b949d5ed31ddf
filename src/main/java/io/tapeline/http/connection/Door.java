package io.tapeline.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.tapeline.ops.ConnectionMeters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<InetAddress, Integer> addresses = new ConcurrentHashMap<>();

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
    if (from != null && !count(from)) {
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
      addresses.computeIfPresent(from, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Whether one more may come from there; then it is counted. */
  private boolean count(InetAddress from) {
    int[] counted = {0};
    addresses.compute(
        from,
        (_, had) -> {
          int now = had == null ? 0 : had;
          counted[0] = now < config.mostPerAddress() ? 1 : 0;
          return now + counted[0];
        });
    return counted[0] == 1;
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
