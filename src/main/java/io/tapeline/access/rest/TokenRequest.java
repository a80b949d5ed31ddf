package io.tapeline.access.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token that is wanted, as asked for. */
@Schema(name = "TokenRequest", description = "A token that is wanted.")
public record TokenRequest(
    @Schema(
            description =
                "Seconds that it is to be good for, from 10; 300 unless said or configured otherwise."
                    + " No token outlives its key.",
            examples = "300",
            nullable = true)
        @Nullable Integer expiresIn,
    @Schema(
            description = "What it may do: the scopes of your key, if nothing is said, or fewer.",
            examples = "[\"prices:read\"]",
            nullable = true)
        @Nullable List<String> scopes) {}
