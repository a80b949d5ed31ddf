package io.tapeline.http.connection;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ignores an upgrade to HTTP/2 that is none (RFC 7540 section 3.2, RFC 9110 section 7.8): the
 * request is answered by HTTP/1.1. Vert.x begins an answer to it and does not end it. It looks at
 * the first request of a connection, as Vert.x does.
 */
final class UpgradeCheck extends ChannelInboundHandlerAdapter {

  /** The protocol, and Vert.x's handler of upgrades to it in its pipeline. */
  private static final String UPGRADES = "h2c";

  private static final Set<String> OPTIONS = Set.of("upgrade", "http2-settings");
  private static final long UNSIGNED = 0xffff_ffffL;

  private UpgradeCheck() {}

  /** Puts one there with the first bytes: only then Vert.x knows which HTTP they are of. */
  static ChannelHandler whenBytesCome() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        ChannelPipeline pipeline = context.pipeline();
        if (pipeline.get(UPGRADES) != null) {
          pipeline.addBefore(UPGRADES, null, new UpgradeCheck());
        }
        pipeline.remove(this);
        super.channelRead(context, message);
      }
    };
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest request) {
      context.pipeline().remove(this);
      HttpHeaders headers = request.headers();
      if (headers.contains(HttpHeaderNames.UPGRADE, UPGRADES, true) && !isUpgrade(headers)) {
        headers.remove(HttpHeaderNames.UPGRADE);
      }
    }
    super.channelRead(context, message);
  }

  private static boolean isUpgrade(HttpHeaders headers) {
    List<String> connection = headers.getAll(HttpHeaderNames.CONNECTION);
    // Vert.x reads the first of them, and no white space but blanks
    return connection.size() == 1
        && List.of(connection.getFirst().toLowerCase(Locale.ROOT).replace(" ", "").split(","))
            .containsAll(OPTIONS)
        && settings(headers.get(Http2CodecUtil.HTTP_UPGRADE_SETTINGS_HEADER)) != null;
  }

  /** Of the payload of a SETTINGS frame, six bytes for each; null if it is none. */
  private static @Nullable Http2Settings settings(@Nullable String given) {
    if (given == null) {
      return null;
    }
    try {
      ByteBuffer payload = ByteBuffer.wrap(Base64.getUrlDecoder().decode(given));
      Http2Settings settings = new Http2Settings();
      while (payload.hasRemaining()) {
        settings.put((char) payload.getShort(), Long.valueOf(payload.getInt() & UNSIGNED));
      }
      return settings;
    } catch (IllegalArgumentException | BufferUnderflowException _) {
      return null;
    }
  }
}
