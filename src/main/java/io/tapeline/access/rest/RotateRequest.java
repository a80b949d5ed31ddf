package io.tapeline.access.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a key is replaced, as asked for. */
@Schema(name = "RotateRequest", description = "How a key is replaced.")
public record RotateRequest(
    @Schema(
            description =
                "For so long the old key goes on being good, ISO 8601; not at all unless said otherwise.",
            examples = "PT1H",
            nullable = true)
        @Nullable String overlap) {}
