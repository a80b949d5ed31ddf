package io.tapeline.signal.json;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to ask a model, as asked for. */
@Schema(name = "PredictionRequest", description = "What to ask a model of `/v1/models`.")
public record PredictionRequest(
    @Schema(description = "The model.", examples = "up5", required = true) @Nullable String model,
    @Schema(
            description =
                "Of whose candles: assets (their US dollar index), index pairs or markets; at most"
                    + " 100.",
            examples = "[\"btc\",\"eth\"]",
            required = true)
        @Nullable List<String> assets,
    @Schema(
            description =
                "Length of a candle, one that the model was made for; may be left out where it was"
                    + " made for one alone.",
            enumeration = {"1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"},
            nullable = true)
        @Nullable String interval,
    @Schema(
            description =
                "Of the newest candle closed at this moment, as it was known then; now unless said"
                    + " otherwise. The model is asked now all the same.",
            nullable = true)
        @Nullable String asOf) {

  /** Nothing. */
  public static final PredictionRequest EMPTY = new PredictionRequest(null, null, null, null);
}
