package io.tapeline.sandbox.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.app.Endpoints;
import io.tapeline.exchange.app.FeedSource;
import io.tapeline.exchange.app.FeedSpec;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.SandboxMarkets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The simulated venues, on a port of this machine, in the place of the real ones. */
@ApplicationScoped
public class SandboxSource implements FeedSource {

  private static final Logger LOG = Logger.getLogger(SandboxSource.class);

  private final SandboxServer server;
  private final SandboxConfig config;

  public SandboxSource(SandboxServer server, SandboxConfig config) {
    this.server = server;
    this.config = config;
  }

  @Override
  public FeedSpec.Mode mode() {
    return FeedSpec.Mode.SANDBOX;
  }

  @Override
  public Uni<Opened> open(FeedSpec spec) {
    return server
        .start(config.port())
        .map(
            actual ->
                new Opened(
                    new Endpoints.Local(actual),
                    false,
                    venues(),
                    List.of(),
                    () -> {},
                    this::close));
  }

  private static Set<String> venues() {
    return SandboxMarkets.venues().stream().map(Venue::id).collect(Collectors.toSet());
  }

  private void close() {
    server
        .stop()
        .subscribe()
        .with(_ -> {}, e -> LOG.warnf("the sandbox did not stop: %s", e.getMessage()));
  }
}
