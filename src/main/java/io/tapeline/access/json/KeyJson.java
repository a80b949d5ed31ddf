package io.tapeline.access.json;

import io.tapeline.access.AddressRange;
import io.tapeline.access.ApiKey;
import io.tapeline.access.Scope;
import io.tapeline.access.app.KeyStore.KeptKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as it is sent: all but its text. */
@Schema(name = "Key", description = "A key, without its text.")
public record KeyJson(
    @Schema(examples = "0b0f3f4e-3c52-4a8e-9a45-2c6f6f0c5c11") UUID id,
    @Schema(description = "Whose it is.") UUID tenant,
    @Schema(description = "How its text begins.", examples = "tl_live_4fQ8") String start,
    @Schema(description = "For simulated data only.") boolean test,
    @Schema(examples = "[\"prices:read\"]") List<String> scopes,
    @Schema(
            description = "Addresses and blocks it may be used from; none for all.",
            examples = "[\"192.0.2.0/24\"]")
        List<String> addresses,
    @Schema(examples = "the dashboard") String note,
    Instant created,
    @Schema(description = "Good until then; null for ever.", nullable = true)
        @Nullable Instant expires,
    @Schema(description = "When it was ended; null if it was not.", nullable = true)
        @Nullable Instant revoked,
    @Schema(description = "The key that it was rotated from.", nullable = true)
        @Nullable UUID replaces,
    @Schema(description = "To within some seconds; null if it never was.", nullable = true)
        @Nullable Instant lastUsed) {

  public static KeyJson of(KeptKey kept) {
    ApiKey key = kept.key();
    return new KeyJson(
        key.id(),
        key.tenant(),
        key.start(),
        key.test(),
        key.scopes().stream().sorted().map(Scope::id).toList(),
        key.addresses().stream().map(AddressRange::toString).toList(),
        key.note(),
        key.createdAt(),
        key.expiresAt(),
        key.revokedAt(),
        kept.replaces(),
        kept.lastUsedAt());
  }
}
