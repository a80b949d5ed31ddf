package io.tapeline.access.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a tenant is to be changed, as asked for. */
@Schema(name = "TenantChangeRequest", description = "What of a tenant is to be changed.")
public record TenantChangeRequest(
    @Schema(description = "A plan of the policy.", required = true) @Nullable String plan) {}
