package io.tapeline.export.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to put into a file, as asked for. */
@Schema(name = "ExportRequest", description = "What to put into a file.")
public record ExportRequest(
    @Schema(
            description = "candles unless said otherwise.",
            enumeration = {"candles", "trades"},
            nullable = true)
        @Nullable String data,
    @Schema(
            description =
                "A market; of candles also an asset (its US dollar index) or an index pair.",
            examples = "binance:btc-usdt",
            required = true)
        @Nullable String id,
    @Schema(
            description = "Length of a candle, 1m unless said otherwise. For candles only.",
            enumeration = {"1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"},
            nullable = true)
        @Nullable String interval,
    @Schema(description = "First time, inclusive; the first that there is.", nullable = true)
        @Nullable String from,
    @Schema(description = "Last time, exclusive; now unless said otherwise.", nullable = true)
        @Nullable String to,
    @Schema(
            description = "As it was known at this moment; now unless said otherwise.",
            nullable = true)
        @Nullable String asOf,
    @Schema(
            description = "parquet unless said otherwise.",
            enumeration = {"parquet", "csv", "ndjson"},
            nullable = true)
        @Nullable String format,
    @Schema(
            description = "zstd unless said otherwise.",
            enumeration = {"zstd", "gzip", "none"},
            nullable = true)
        @Nullable String compression) {}
