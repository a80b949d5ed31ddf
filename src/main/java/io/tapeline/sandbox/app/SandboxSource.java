package io.tapeline.sandbox.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.app.Endpoints;
import io.tapeline.exchange.app.FeedSource;
import io.tapeline.exchange.app.FeedSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The simulated venues, on a port of this machine, in the place of the real ones. */
@ApplicationScoped
public class SandboxSource implements FeedSource {

  private static final Logger LOG = Logger.getLogger(SandboxSource.class);

  private static final Set<String> VENUES =
      Set.of("binance", "bitstamp", "bybit", "coinbase", "gemini", "kraken", "okx");

  private final SandboxServer server;
  private final int port;

  /**
   * @param port where the simulated venues listen; any free port if 0
   */
  public SandboxSource(
      SandboxServer server,
      @ConfigProperty(name = "tapeline.sandbox.port", defaultValue = "0") int port) {
    this.server = server;
    this.port = port;
  }

  @Override
  public FeedSpec.Mode mode() {
    return FeedSpec.Mode.SANDBOX;
  }

  @Override
  public Uni<Opened> open(FeedSpec spec) {
    return server
        .start(port)
        .map(
            actual ->
                new Opened(
                    new Endpoints.Local(actual), false, VENUES, List.of(), () -> {}, this::close));
  }

  private void close() {
    server
        .stop()
        .subscribe()
        .with(_ -> {}, e -> LOG.warnf("the sandbox did not stop: %s", e.getMessage()));
  }
}
