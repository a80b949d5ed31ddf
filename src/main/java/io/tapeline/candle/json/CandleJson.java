package io.tapeline.candle.json;

import io.tapeline.candle.Candle;
import io.tapeline.http.Times;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A candle as it is sent. */
@Schema(
    name = "Candle",
    description = "Open, high, low, close and volume of one interval, its start inclusive.")
public record CandleJson(
    @Schema(description = "Start of the interval.", examples = "2026-08-09T21:05:00.000Z")
        String openTime,
    @Schema(type = SchemaType.STRING, format = "decimal", examples = "65083.67") Decimal open,
    @Schema(type = SchemaType.STRING, format = "decimal", examples = "65091") Decimal high,
    @Schema(type = SchemaType.STRING, format = "decimal", examples = "65080.12") Decimal low,
    @Schema(type = SchemaType.STRING, format = "decimal", examples = "65090.2") Decimal close,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Base units traded.",
            examples = "1.0555351")
        BigDecimal volume,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Sum of price times quantity, quote asset; null if not known.",
            examples = "68699.12",
            nullable = true)
        @Nullable BigDecimal quoteVolume,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Quote volume by volume; null if nothing traded or it is not known.",
            examples = "65084.8",
            nullable = true)
        @Nullable BigDecimal vwap,
    @Schema(description = "Number of matches; null if not known.", examples = "41", nullable = true)
        @Nullable Long trades,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description = "Share of the interval that was really watched, 0 to 1, rounded down.",
            examples = "0.7017")
        BigDecimal coverage,
    @Schema(description = "Nothing traded: the prices repeat the close before.") boolean synthetic,
    @Schema(description = "The interval is over.") boolean complete,
    @Schema(
            description = "1 when first closed, one more with each correction; 0 while open.",
            examples = "1")
        int revision,
    @Schema(
            description =
                "Who made it: we from the tape, the venue (asked later to fill a gap), whoever made an"
                    + " imported file, or several of them its parts.",
            enumeration = {"tape", "venue", "import", "mixed"},
            examples = "tape")
        String origin) {

  private static final int COVERAGE_DIGITS = 4;

  public static CandleJson of(Candle candle) {
    return new CandleJson(
        Times.format(candle.openTimeNanos()),
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume(),
        candle.quoteVolume(),
        candle.vwap(),
        candle.trades(),
        coverage(candle),
        candle.synthetic(),
        candle.complete(),
        candle.revision(),
        candle.origin().name().toLowerCase(Locale.ROOT));
  }

  private static BigDecimal coverage(Candle candle) {
    return BigDecimal.valueOf(candle.observedNanos())
        .divide(BigDecimal.valueOf(candle.interval().nanos()), COVERAGE_DIGITS, RoundingMode.DOWN)
        .stripTrailingZeros();
  }
}
