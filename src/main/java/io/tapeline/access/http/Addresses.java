package io.tapeline.access.http;

import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;

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
    MultiMap headers = route.request().headers();
    return address.isLoopbackAddress() && headers.contains(FORWARDED)
        ? last(headers.getAll(FORWARDED), address)
        : address;
  }

  /**
   * The last address is the proxy's own word; those before are its caller's. Some proxies add it to
   * the header that came, some as one more behind it.
   */
  private static InetAddress last(List<String> lines, InetAddress proxy) {
    String passedOn = lines.getLast();
    String last = passedOn.substring(passedOn.lastIndexOf(',') + 1).strip();
    try {
      return InetAddress.ofLiteral(last);
    } catch (IllegalArgumentException _) {
      return proxy;
    }
  }
}
