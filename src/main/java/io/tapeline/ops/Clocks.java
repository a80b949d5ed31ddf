package io.tapeline.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one place where the time of day comes in; everything else has a clock injected. */
@ApplicationScoped
public class Clocks {

  @Produces
  @Singleton
  public Clock clock() {
    return Clock.systemUTC();
  }
}
