package io.tapeline.access.http;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;

/**
 * Where a request comes from: the other end of its connection. What a proxy on this machine passes
 * on comes from where that proxy says it has it from; other proxies have to be trusted by the
 * configuration ({@code quarkus.http.proxy.*}).
 */
public final class Addresses {

  private static final String FORWARDED = "X-Forwarded-For";

  private Addresses() {}

  public static InetAddress of(RoutingContext route) {
    SocketAddress from = route.request().remoteAddress();
    if (from == null || !from.isInetSocket()) {
      return InetAddress.getLoopbackAddress(); // a socket in the file system
    }
    InetAddress address = InetAddress.ofLiteral(from.hostAddress());
    String passedOn = route.request().getHeader(FORWARDED);
    return passedOn == null || !address.isLoopbackAddress() ? address : last(passedOn, address);
  }

  /** The last address is the proxy's own word; those before are its caller's. */
  private static InetAddress last(String passedOn, InetAddress proxy) {
    String last = passedOn.substring(passedOn.lastIndexOf(',') + 1).strip();
    try {
      return InetAddress.ofLiteral(last);
    } catch (IllegalArgumentException _) {
      return proxy;
    }
  }
}
