package io.tapeline.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final int CALLERS = 100;

  private final NioEventLoopGroup acceptor = new NioEventLoopGroup(1);
  private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger served = new AtomicInteger();
  private volatile @Nullable Intake intake;
  private final List<Socket> callers = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Socket caller : callers) {
      caller.close();
    }
    var _ = acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private InetSocketAddress listen() throws InterruptedException {
    return (InetSocketAddress)
        new ServerBootstrap()
            .group(acceptor, loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 2 * CALLERS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel listening) {
                    intake = new Intake(listening);
                    listening.pipeline().addLast(new Counted(), intake);
                  }
                })
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    served.incrementAndGet();
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel()
            .localAddress();
  }

  private final class Counted extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      accepted.incrementAndGet();
      super.channelRead(context, message);
    }
  }

  @Test
  void whoComesWhileTheLoopIsBusyWaitsOutside() throws Exception {
    InetSocketAddress address = listen();
    CountDownLatch busy = new CountDownLatch(1);
    loop.execute(() -> awaitQuietly(busy));
    call(address, CALLERS);
    assertThat(accepted.get()).as("a few, by what one look at the socket brings").isLessThan(25);
    assertThat(served.get()).isZero();
    busy.countDown();
    awaitServed(CALLERS);
  }

  @Test
  void whoComesWhileItIsClosedIsServedAfterwards() throws Exception {
    InetSocketAddress address = listen();
    call(address, CALLERS / 2);
    awaitServed(CALLERS / 2);
    Intake closing = Objects.requireNonNull(intake);
    closing.close();
    call(address, CALLERS / 2);
    assertThat(served.get()).isEqualTo(CALLERS / 2);
    closing.open();
    awaitServed(CALLERS);
  }

  @Test
  void whoCameBeforeIsTakenOverWhenItIsClosed() throws Exception {
    InetSocketAddress address = listen();
    CountDownLatch busy = new CountDownLatch(1);
    loop.execute(() -> awaitQuietly(busy));
    call(address, 3);
    Intake closing = Objects.requireNonNull(intake);
    try (var closer = Executors.newSingleThreadExecutor()) {
      Future<Integer> servedWhenClosed =
          closer.submit(
              () -> {
                closing.close();
                return served.get();
              });
      TimeUnit.MILLISECONDS.sleep(200);
      assertThat(servedWhenClosed.isDone()).isFalse();
      busy.countDown();
      assertThat(servedWhenClosed.get(4, TimeUnit.SECONDS))
          .as("before its patience ends")
          .isEqualTo(3);
    }
  }

  private void call(InetSocketAddress address, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      callers.add(new Socket(address.getAddress(), address.getPort()));
    }
    TimeUnit.MILLISECONDS.sleep(200);
  }

  private void awaitServed(int count) throws InterruptedException {
    for (int i = 0; i < 500 && served.get() < count; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(served.get()).isEqualTo(count);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      var _ = latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
