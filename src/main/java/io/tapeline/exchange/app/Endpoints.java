package io.tapeline.exchange.app;

import java.net.URI;

/**
 * Where a venue's public address is really served. Live it is itself; a local server (replay,
 * sandbox) serves all venues, with the public host as the first part of the path: {@code
 * wss://ws.kraken.com/v2} is {@code ws://127.0.0.1:PORT/ws.kraken.com/v2}.
 */
public sealed interface Endpoints {

  URI serving(URI publicAddress);

  /** The venues themselves. */
  record Live() implements Endpoints {
    @Override
    public URI serving(URI publicAddress) {
      return publicAddress;
    }
  }

  /** A server on this machine. */
  record Local(int port) implements Endpoints {
    @Override
    public URI serving(URI publicAddress) {
      String scheme = publicAddress.getScheme().startsWith("ws") ? "ws" : "http";
      String path = publicAddress.getRawPath();
      String query = publicAddress.getRawQuery();
      return URI.create(
          scheme
              + "://127.0.0.1:"
              + port
              + "/"
              + publicAddress.getHost()
              + (path == null || path.isEmpty() ? "/" : path)
              + (query == null ? "" : "?" + query));
    }
  }
}
