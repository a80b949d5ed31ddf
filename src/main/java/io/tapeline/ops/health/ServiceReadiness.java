package io.tapeline.ops.health;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
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

  /** Why the service is not ready, each with the name of who says so; empty if it is. */
  public List<String> notReadyBecause() {
    return reasons.stream()
        .flatMap(each -> each.notReadyBecause().map(why -> each.name() + ": " + why).stream())
        .toList();
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("tapeline").status(notReadyBecause().isEmpty());
    reasons.forEach(
        reason -> response.withData(reason.name(), reason.notReadyBecause().orElse("ok")));
    return response.build();
  }
}
