package io.tapeline.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts connections no faster than the event loops take them over. A crowd that connects at once
 * would otherwise lie before all that those who are connected have asked; so it waits in the
 * system's backlog, and a few come in each time when an event loop gets round to it. One for each
 * listening socket.
 */
final class Intake extends ChannelInboundHandlerAdapter {

  private static final int MOST_ON_THEIR_WAY = 8;
  private static final long PATIENCE_SECONDS = 5;

  private final Channel listening;
  private final AtomicInteger onTheirWay = new AtomicInteger();
  private volatile boolean closed;

  /** Told when nobody is on their way any more. */
  private volatile CountDownLatch empty = new CountDownLatch(1);

  Intake(Channel listening) {
    this.listening = listening;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    super.channelRead(context, message);
    if (message instanceof Channel connection && connection.isOpen()) {
      onTheirWay.incrementAndGet();
      connection.eventLoop().execute(this::arrived);
      if (onTheirWay.get() >= MOST_ON_THEIR_WAY) {
        listening.config().setAutoRead(false);
        goOn(); // they may have arrived meanwhile, when there was nothing to go on with
      }
    }
  }

  private void arrived() {
    if (onTheirWay.decrementAndGet() == 0) {
      empty.countDown();
    }
    goOn();
  }

  /** By the thread that accepts, so that no older wish to go on comes after it is closed. */
  private void goOn() {
    if (!listening.config().isAutoRead()) {
      listening
          .eventLoop()
          .execute(
              () -> {
                if (!closed && onTheirWay.get() < MOST_ON_THEIR_WAY) {
                  listening.config().setAutoRead(true);
                }
              });
    }
  }

  /**
   * Lets those wait in the backlog who come until it is opened again. Those who came before have
   * been taken over when this returns, unless an event loop is held up for very long.
   */
  void close() throws InterruptedException {
    closed = true;
    listening.eventLoop().submit(() -> listening.config().setAutoRead(false)).sync();
    CountDownLatch last = new CountDownLatch(1); // nobody else comes after it
    empty = last;
    if (onTheirWay.get() > 0) {
      boolean _ = last.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  void open() {
    closed = false;
    goOn();
  }
}
