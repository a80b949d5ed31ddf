package io.tapeline.signal.rest;

import io.tapeline.candle.json.Asked;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that say which candles that are over are asked for, as they were given. */
public record AskedStretch(
    @Parameter(
            description = "Length of a candle, 1d unless said otherwise.",
            schema = @Schema(enumeration = {"1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"}))
        @QueryParam("interval")
        @Nullable String interval,
    @Parameter(description = Asked.FROM) @QueryParam("from") @Nullable String from,
    @Parameter(
            description =
                "Last open time, exclusive; the moment as of which it is answered unless said"
                    + " otherwise.")
        @QueryParam("to")
        @Nullable String to,
    @Parameter(description = "Only what was recorded by then, as it was then.") @QueryParam("as_of")
        @Nullable String asOf) {}
