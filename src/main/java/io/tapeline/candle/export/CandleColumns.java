package io.tapeline.candle.export;

import com.jerolba.carpet.TimeUnit;
import com.jerolba.carpet.model.BigDecimalType;
import com.jerolba.carpet.model.FieldTypes;
import com.jerolba.carpet.model.WriteRecordModelType;
import io.tapeline.candle.Candle;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.export.Column;
import io.tapeline.export.RowShape;
import io.tapeline.http.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The columns of files of candles. In Parquet, times are UTC microseconds, decimals DECIMAL(38,
 * 18): prices and volumes are exact, what a quote volume has behind the 18th digit is rounded
 * half-even.
 */
final class CandleColumns {

  private static final BigDecimalType NUMBER =
      FieldTypes.BIG_DECIMAL.withPrecisionScale(38, 18).withRoundingMode(RoundingMode.HALF_EVEN);

  private static final BigDecimalType KNOWN = NUMBER.notNull();

  private static final int MOST_WHOLE_DIGITS = 20;
  private static final String DECIMAL = "decimal(38,18)";
  private static final String TEXT_DECIMAL = "decimal";

  private static final WriteRecordModelType<Candle> ROW =
      FieldTypes.writeRecordModel(Candle.class)
          .withField(
              "open_time", FieldTypes.INSTANT.notNull(), c -> Times.instant(c.openTimeNanos()))
          .withField("open", KNOWN, candle -> candle.open().toBigDecimal())
          .withField("high", KNOWN, candle -> candle.high().toBigDecimal())
          .withField("low", KNOWN, candle -> candle.low().toBigDecimal())
          .withField("close", KNOWN, candle -> candle.close().toBigDecimal())
          .withField("volume", KNOWN, Candle::volume)
          .withField("quote_volume", NUMBER, Candle::quoteVolume)
          .withField("trades", FieldTypes.LONG, Candle::trades)
          .withField("observed_nanos", Candle::observedNanos)
          .withField("synthetic", FieldTypes.BOOLEAN.notNull(), Candle::synthetic)
          .withField("complete", FieldTypes.BOOLEAN.notNull(), Candle::complete)
          .withField("revision", FieldTypes.INTEGER.notNull(), Candle::revision)
          .withField(
              "origin",
              FieldTypes.STRING.notNull(),
              candle -> candle.origin().name().toLowerCase(Locale.ROOT));

  private static final List<Column> PARQUET =
      List.of(
          new Column("open_time", "timestamp(us, UTC)", "start of the interval"),
          new Column("open", DECIMAL, "quote units"),
          new Column("high", DECIMAL, "quote units"),
          new Column("low", DECIMAL, "quote units"),
          new Column("close", DECIMAL, "quote units"),
          new Column("volume", DECIMAL, "base units"),
          new Column("quote_volume", DECIMAL, "quote units; null if not known"),
          new Column("trades", "int64", "matches; null if not known"),
          new Column("observed_nanos", "int64", "how much of the interval was watched"),
          new Column("synthetic", "boolean", "nothing traded"),
          new Column("complete", "boolean", "the interval was over"),
          new Column("revision", "int32", "1 when first closed"),
          new Column("origin", "string", "tape, venue, import or mixed"));

  private static final List<Column> TEXT =
      List.of(
          new Column("open_time", "RFC 3339", "start of the interval"),
          new Column("open", TEXT_DECIMAL, "quote units"),
          new Column("high", TEXT_DECIMAL, "quote units"),
          new Column("low", TEXT_DECIMAL, "quote units"),
          new Column("close", TEXT_DECIMAL, "quote units"),
          new Column("volume", TEXT_DECIMAL, "base units"),
          new Column("quote_volume", TEXT_DECIMAL, "quote units; empty or null if not known"),
          new Column("vwap", TEXT_DECIMAL, "quote units; empty or null if not known"),
          new Column("trades", "integer", "matches; empty or null if not known"),
          new Column("coverage", TEXT_DECIMAL, "share of the interval that was watched"),
          new Column("synthetic", "boolean", "nothing traded"),
          new Column("complete", "boolean", "the interval was over"),
          new Column("revision", "integer", "1 when first closed"),
          new Column("origin", "string", "tape, venue, import or mixed"));

  static final RowShape<Candle> SHAPE =
      new RowShape<>(
          new RowShape.Parquet<>(
              Candle.class, ROW, TimeUnit.MICROS, PARQUET, CandleColumns::tooWide),
          new RowShape.Text<>(CandleJson.class, CandleJson::of, TEXT));

  private CandleColumns() {}

  private static @Nullable String tooWide(Candle candle) {
    String column =
        isTooWide(candle.volume())
            ? "volume"
            : isTooWide(candle.quoteVolume()) ? "quote_volume" : null;
    return column == null
        ? null
        : "The %s of the candle at %s has more than %d digits before the point, which DECIMAL(38, 18) can't hold; csv and ndjson can."
            .formatted(column, Times.format(candle.openTimeNanos()), MOST_WHOLE_DIGITS);
  }

  private static boolean isTooWide(@Nullable BigDecimal number) {
    return number != null && number.precision() - number.scale() > MOST_WHOLE_DIGITS;
  }
}
