package io.tapeline.ops.health;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when nobody has a reason why not; a lost store is no reason, it degrades. */
@Readiness
public class ServiceReadiness implements HealthCheck {

  private final Instance<ReadinessReason> reasons;

  public ServiceReadiness(@Any Instance<ReadinessReason> reasons) {
    this.reasons = reasons;
  }

  /** Whether nothing stands in the way. */
  public boolean isReady() {
    return reasons.stream().allMatch(reason -> reason.notReadyBecause().isEmpty());
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("tapeline").status(isReady());
    reasons.forEach(
        reason -> response.withData(reason.name(), reason.notReadyBecause().orElse("ok")));
    return response.build();
  }
}
