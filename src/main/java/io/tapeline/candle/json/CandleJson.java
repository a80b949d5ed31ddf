package io.tapeline.candle.json;

import io.tapeline.candle.Candle;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.http.RowWriter;
import io.tapeline.http.Times;
import io.tapeline.http.WireField;
import io.tapeline.http.WireRow;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A candle as it is sent. Where the caller doesn't want a field its value may not have been read:
 * then it is null here, whatever the contract says.
 */
@Schema(
    name = "Candle",
    description = "Open, high, low, close and volume of one interval, its start inclusive.")
public record CandleJson(
    @Schema(description = "Start of the interval.", examples = "2026-08-09T21:05:00.000Z")
        String openTime,
    @Schema(type = SchemaType.STRING, format = "decimal", examples = "65083.67")
        @Nullable Decimal open,
    @Schema(type = SchemaType.STRING, format = "decimal", examples = "65091")
        @Nullable Decimal high,
    @Schema(type = SchemaType.STRING, format = "decimal", examples = "65080.12")
        @Nullable Decimal low,
    @Schema(type = SchemaType.STRING, format = "decimal", examples = "65090.2")
        @Nullable Decimal close,
    @Schema(description = "Base units traded.", examples = "1.0555351") @Nullable BigDecimal volume,
    @Schema(
            description = "Sum of price times quantity, quote asset; null if not known.",
            examples = "68699.12",
            nullable = true)
        @Nullable BigDecimal quoteVolume,
    @Schema(
            description = "Quote volume by volume; null if nothing traded or it is not known.",
            examples = "65084.8",
            nullable = true)
        @Nullable BigDecimal vwap,
    @Schema(description = "Number of matches; null if not known.", examples = "41", nullable = true)
        @Nullable Long trades,
    @Schema(
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
        @Nullable String origin)
    implements WireRow {

  private static final int COVERAGE_DIGITS = 4;

  private static final WireField OPEN_TIME = WireField.of("open_time");
  private static final WireField OPEN = WireField.of("open");
  private static final WireField HIGH = WireField.of("high");
  private static final WireField LOW = WireField.of("low");
  private static final WireField CLOSE = WireField.of("close");
  private static final WireField VOLUME = WireField.of("volume");
  private static final WireField QUOTE_VOLUME = WireField.of("quote_volume");
  private static final WireField VWAP = WireField.of("vwap");
  private static final WireField TRADES = WireField.of("trades");
  private static final WireField COVERAGE = WireField.of("coverage");
  private static final WireField SYNTHETIC = WireField.of("synthetic");
  private static final WireField COMPLETE = WireField.of("complete");
  private static final WireField REVISION = WireField.of("revision");
  private static final WireField ORIGIN = WireField.of("origin");

  public static CandleJson of(Candle candle) {
    return of(PartialCandle.of(candle));
  }

  /** What is not known is null, 0 or false: nobody may see it. */
  public static CandleJson of(PartialCandle candle) {
    Candle.Origin origin = candle.origin();
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
        origin == null ? null : origin(origin));
  }

  private static String origin(Candle.Origin origin) {
    return switch (origin) {
      case TAPE -> "tape";
      case VENUE -> "venue";
      case IMPORT -> "import";
      case MIXED -> "mixed";
    };
  }

  /** No interval is so long that the product would not fit. */
  private static BigDecimal coverage(PartialCandle candle) {
    long share =
        candle.observedNanos() * Decimal.powerOfTen(COVERAGE_DIGITS) / candle.interval().nanos();
    return BigDecimal.valueOf(share, COVERAGE_DIGITS);
  }

  /**
   * What has to be known of a candle to write it.
   *
   * @param fields those that are wanted; none for all
   */
  public static Set<Part> parts(Set<String> fields) {
    if (fields.isEmpty()) {
      return EnumSet.allOf(Part.class);
    }
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String field : fields) {
      switch (field) {
        case "open_time" -> {}
        case "vwap" -> parts.addAll(List.of(Part.VOLUME, Part.QUOTE_VOLUME));
        case "coverage" -> parts.add(Part.OBSERVED);
        default -> parts.add(Part.valueOf(field.toUpperCase(Locale.ROOT)));
      }
    }
    return parts;
  }

  @Override
  public void write(RowWriter out) {
    out.text(OPEN_TIME, openTime);
    out.decimal(OPEN, open);
    out.decimal(HIGH, high);
    out.decimal(LOW, low);
    out.decimal(CLOSE, close);
    out.decimal(VOLUME, volume);
    out.decimal(QUOTE_VOLUME, quoteVolume);
    out.decimal(VWAP, vwap);
    out.count(TRADES, trades);
    out.decimal(COVERAGE, coverage);
    out.flag(SYNTHETIC, synthetic);
    out.flag(COMPLETE, complete);
    out.count(REVISION, (long) revision);
    out.text(ORIGIN, origin);
  }
}
