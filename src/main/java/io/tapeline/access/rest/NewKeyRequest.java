package io.tapeline.access.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key that is wanted, as asked for. */
@Schema(name = "NewKeyRequest", description = "A key that is wanted.")
public record NewKeyRequest(
    @Schema(
            description = "What it may do: the scopes of your own key, or fewer.",
            examples = "[\"prices:read\",\"history:read\"]",
            required = true)
        @Nullable List<String> scopes,
    @Schema(
            description =
                "Addresses and blocks (CIDR) that it may be used from; all where none is given.",
            examples = "[\"192.0.2.0/24\",\"2001:db8::/48\"]",
            nullable = true)
        @Nullable List<String> addresses,
    @Schema(description = "For people; at most 200 characters.", nullable = true)
        @Nullable String note,
    @Schema(description = "Good until then; for ever unless said otherwise.", nullable = true)
        @Nullable String expires,
    @Schema(description = "A key for simulated data (`tl_test_…`).", nullable = true)
        @Nullable Boolean test,
    @Schema(
            description = "Whose it will be; your own tenant unless said otherwise. Needs `admin`.",
            nullable = true)
        @Nullable String tenant) {}
