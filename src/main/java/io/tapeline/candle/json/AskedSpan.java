package io.tapeline.candle.json;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that say which candles are asked for, as they were given. */
public record AskedSpan(
    @Parameter(
            description = Asked.INTERVAL,
            schema =
                @Schema(enumeration = {"1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"}))
        @QueryParam("interval")
        @Nullable String interval,
    @Parameter(description = Asked.FROM) @QueryParam("from") @Nullable String from,
    @Parameter(description = Asked.TO) @QueryParam("to") @Nullable String to,
    @Parameter(description = Asked.AS_OF) @QueryParam("as_of") @Nullable String asOf,
    @Parameter(
            description = Asked.LIMIT,
            example = "100",
            schema = @Schema(type = SchemaType.STRING, pattern = Asked.LIMIT_FORM))
        @QueryParam("limit")
        @Nullable String limit,
    @QueryParam("cursor") @Nullable String cursor) {}
