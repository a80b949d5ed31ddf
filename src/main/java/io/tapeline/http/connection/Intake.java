package io.tapeline.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts connections no faster than the event loops take them over. A crowd that connects at once
 * would otherwise lie before all that those who are connected have asked; so it waits in the
 * system's backlog, and a few come in each time when an event loop gets round to it. One for each
 * listening socket.
 */
final class Intake extends ChannelInboundHandlerAdapter {

  private static final int MOST_ON_THEIR_WAY = 8;

  private final AtomicInteger onTheirWay = new AtomicInteger();

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    super.channelRead(context, message);
    if (message instanceof Channel connection && connection.isOpen()) {
      Channel listening = context.channel();
      onTheirWay.incrementAndGet();
      connection.eventLoop().execute(() -> arrived(listening));
      if (onTheirWay.get() >= MOST_ON_THEIR_WAY) {
        listening.config().setAutoRead(false);
        goOn(listening); // they may have arrived meanwhile, when there was nothing to go on with
      }
    }
  }

  private void arrived(Channel listening) {
    onTheirWay.decrementAndGet();
    goOn(listening);
  }

  private void goOn(Channel listening) {
    if (!listening.config().isAutoRead() && onTheirWay.get() < MOST_ON_THEIR_WAY) {
      listening.config().setAutoRead(true);
    }
  }
}
