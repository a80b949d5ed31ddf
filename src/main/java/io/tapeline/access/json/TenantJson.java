package io.tapeline.access.json;

import io.tapeline.access.Tenant;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant as it is sent. */
@Schema(name = "Tenant", description = "A team or program that has keys and a plan.")
public record TenantJson(
    UUID id,
    @Schema(examples = "research") String name,
    @Schema(description = "A plan of the policy.", examples = "pro") String plan,
    Instant created,
    @Schema(
            description = "None of its keys is good from then on; null while it is open.",
            nullable = true)
        @Nullable Instant closed) {

  public static TenantJson of(Tenant tenant) {
    return new TenantJson(
        tenant.id(), tenant.name(), tenant.plan(), tenant.createdAt(), tenant.closedAt());
  }
}
