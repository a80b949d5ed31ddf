package io.tapeline.http;

import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Who runs the service is who sits on its machine, as long as there are no keys. What a proxy on
 * the same machine passes on names the one that it comes from, and is not taken for an operator's.
 */
@Singleton
public class OperatorsFilter {

  @OperatorsOnly
  @ServerRequestFilter
  public void check(RoutingContext route) {
    boolean passedOn =
        route.request().getHeader("X-Forwarded-For") != null
            || route.request().getHeader("Forwarded") != null;
    if (passedOn || !isLoopback(route.request().remoteAddress())) {
      throw new ProblemException(new Problem.Forbidden());
    }
  }

  private static boolean isLoopback(SocketAddress address) {
    try {
      // an address, never a name: nothing is looked up
      return address != null
          && address.isInetSocket()
          && InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
