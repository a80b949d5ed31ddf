package io.tapeline.http.connection;

import io.micrometer.core.instrument.Counter;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection of HTTP/1 on which a further request has begun but its head does not end. It
 * stands behind the decoder: bytes of which no message came are the beginning of a head. A head
 * that comes in one piece costs no timer.
 */
final class NextHead extends ChannelInboundHandlerAdapter {

  private static final String DECODER = "httpDecoder";
  private static final String ANSWER =
      "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

  private final Duration within;
  private final Counter slow;

  /** It is made while a request comes in. */
  private boolean inRequest = true;

  private boolean decoded;
  private @Nullable Future<?> timer;

  private NextHead(Duration within, Counter slow) {
    this.within = within;
    this.slow = slow;
  }

  /** From the first request on; HTTP/2 has no heads that could be told apart. */
  static void watch(ChannelPipeline pipeline, Duration within, Counter slow) {
    if (pipeline.get(DECODER) != null) {
      pipeline.addAfter(DECODER, null, new NextHead(within, slow));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    decoded = true;
    if (message instanceof HttpRequest) {
      inRequest = true;
      stop();
    }
    if (message instanceof LastHttpContent) {
      inRequest = false;
    }
    super.channelRead(context, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (!decoded && !inRequest && timer == null && context.pipeline().get(DECODER) != null) {
      timer =
          context.executor().schedule(() -> close(context), within.toNanos(), TimeUnit.NANOSECONDS);
    }
    decoded = false;
    super.channelReadComplete(context);
  }

  private void close(ChannelHandlerContext context) {
    slow.increment();
    var _ =
        context
            .writeAndFlush(Unpooled.copiedBuffer(ANSWER, StandardCharsets.US_ASCII))
            .addListener(ChannelFutureListener.CLOSE);
  }

  private void stop() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
      timer = null;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stop();
  }
}
