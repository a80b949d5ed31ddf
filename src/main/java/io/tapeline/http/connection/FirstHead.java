package io.tapeline.http.connection;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that has sent no whole head when its time is over, the handshake included.
 */
final class FirstHead extends ChannelInboundHandlerAdapter {

  private static final AttributeKey<Boolean> HEARD =
      AttributeKey.valueOf(FirstHead.class.getName());

  private final Duration within;
  private final Counter slow;

  FirstHead(Duration within, Counter slow) {
    this.within = within;
    this.slow = slow;
  }

  /** A request has come over this connection. */
  static void hear(Channel connection) {
    connection.attr(HEARD).set(true);
  }

  static boolean isHeard(Channel connection) {
    return connection.attr(HEARD).get() != null;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    Channel connection = context.channel();
    var _ =
        connection
            .eventLoop()
            .schedule(() -> look(connection), within.toNanos(), TimeUnit.NANOSECONDS);
    context.pipeline().addLast(UpgradeCheck.whenBytesCome());
    super.channelActive(context);
    context.pipeline().remove(this);
  }

  private void look(Channel connection) {
    if (!isHeard(connection) && connection.isOpen()) {
      slow.increment();
      var _ = connection.close();
    }
  }
}
