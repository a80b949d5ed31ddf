package io.tapeline.access.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant that is wanted, as asked for. */
@Schema(name = "TenantRequest", description = "A tenant that is wanted.")
public record TenantRequest(
    @Schema(description = "1 to 60 characters; its own.", required = true) @Nullable String name,
    @Schema(
            description = "A plan of the policy; the one for new tenants unless said otherwise.",
            nullable = true)
        @Nullable String plan) {}
