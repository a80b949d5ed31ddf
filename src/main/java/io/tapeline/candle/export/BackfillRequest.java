package io.tapeline.candle.export;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which minutes a venue is to be asked for, as asked for. */
@Schema(name = "BackfillRequest", description = "Which minutes of a market to ask its venue for.")
public record BackfillRequest(
    @Schema(description = "A market.", examples = "binance:btc-usdt", required = true)
        @Nullable String market,
    @Schema(
            description = "First minute, inclusive.",
            examples = "2026-08-01T00:00:00Z",
            required = true)
        @Nullable String from,
    @Schema(
            description = "Last minute, exclusive; the newest that is final unless said otherwise.",
            nullable = true)
        @Nullable String to) {}
