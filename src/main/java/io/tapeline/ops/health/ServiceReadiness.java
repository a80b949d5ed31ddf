package io.tapeline.ops.health;

import io.tapeline.ops.AllParts;
import io.tapeline.ops.Part;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when nobody has a reason why not; a lost store or a late chain is no reason: it degrades.
 */
@Readiness
public class ServiceReadiness implements HealthCheck {

  private final Instance<ReadinessReason> reasons;
  private final AllParts parts;

  public ServiceReadiness(@Any Instance<ReadinessReason> reasons, AllParts parts) {
    this.reasons = reasons;
    this.parts = parts;
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
    String degraded =
        parts.byName().stream()
            .filter(part -> part.problem().isPresent())
            .map(Part::name)
            .collect(Collectors.joining(", "));
    if (!degraded.isEmpty()) {
      response.withData("degraded", degraded);
    }
    return response.build();
  }
}
