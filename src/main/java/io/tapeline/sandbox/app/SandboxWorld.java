package io.tapeline.sandbox.app;

import io.tapeline.sandbox.SandboxMarkets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the simulated world that the configuration names. */
@ApplicationScoped
public class SandboxWorld {

  @Produces
  @Singleton
  SandboxMarkets markets(SandboxConfig config, FaultBoard faults) {
    return new SandboxMarkets(config.seed(), config.rate(), faults);
  }
}
