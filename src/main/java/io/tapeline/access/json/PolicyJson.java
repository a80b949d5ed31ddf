package io.tapeline.access.json;

import io.tapeline.access.Policy;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The policy in force, as it is sent. */
@Schema(name = "Policy", description = "The policy in force.")
public record PolicyJson(
    @Schema(description = "Its name and how its SHA-256 begins.", examples = "shipped-0123456789ab")
        String version,
    @Schema(description = "What the reload changed, a sentence each.") List<String> changes) {

  public static PolicyJson of(Policy policy, List<String> changes) {
    return new PolicyJson(policy.version(), changes);
  }
}
