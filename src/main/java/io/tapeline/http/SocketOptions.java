package io.tapeline.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What Quarkus has no setting for at run time: no answer passes through codings that nothing here
 * speaks, and whether clients show certificates.
 */
@Singleton
public class SocketOptions implements HttpServerOptionsCustomizer {

  private final ClientAuth clients;

  SocketOptions(
      @ConfigProperty(name = "tapeline.tls.client-auth", defaultValue = "none") String clients) {
    this.clients = ClientAuth.valueOf(clients.toUpperCase(Locale.ROOT));
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setPerFrameWebSocketCompressionSupported(false);
    options.setPerMessageWebSocketCompressionSupported(false);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    customizeHttpServer(options);
    options.setClientAuth(clients);
  }
}
