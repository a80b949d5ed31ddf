package io.tapeline.tape.export;

import com.jerolba.carpet.TimeUnit;
import com.jerolba.carpet.model.BigDecimalType;
import com.jerolba.carpet.model.FieldTypes;
import com.jerolba.carpet.model.WriteRecordModelType;
import io.tapeline.export.Column;
import io.tapeline.export.RowShape;
import io.tapeline.http.Times;
import io.tapeline.market.Side;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.json.TradeJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The columns of files of trades. In Parquet, times are UTC nanoseconds, all numbers exact. */
final class TradeColumns {

  private static final BigDecimalType NUMBER =
      FieldTypes.BIG_DECIMAL.withPrecisionScale(38, 18).notNull();

  private static final String DECIMAL = "decimal(38,18)";
  private static final String TIME = "timestamp(ns, UTC)";
  private static final String ID = "the venue's, or one derived where it has none";
  private static final String SIDE = "the aggressor's, buy or sell; null or empty if not told";
  private static final String MATCHES = "how many matches it reports as one";
  private static final String ORIGIN = "live, snapshot, repair or import";

  private static final WriteRecordModelType<Traded> ROW =
      FieldTypes.writeRecordModel(Traded.class)
          .withField(
              "time", FieldTypes.INSTANT.notNull(), t -> Times.instant(t.trade().eventTimeNanos()))
          .withField("id", FieldTypes.STRING.notNull(), t -> t.trade().id().toString())
          .withField("price", NUMBER, t -> t.trade().price().toBigDecimal())
          .withField("quantity", NUMBER, t -> t.trade().quantity().toBigDecimal())
          .withField("side", FieldTypes.STRING, TradeColumns::side)
          .withField("matches", FieldTypes.INTEGER.notNull(), t -> t.trade().matches())
          .withField(
              "origin",
              FieldTypes.STRING.notNull(),
              t -> t.origin().name().toLowerCase(Locale.ROOT))
          .withField(
              "received_time",
              FieldTypes.INSTANT.notNull(),
              t -> Times.instant(t.trade().receivedTimeNanos()));

  static final RowShape<Traded> SHAPE =
      new RowShape<>(
          new RowShape.Parquet<>(
              Traded.class,
              ROW,
              TimeUnit.NANOS,
              List.of(
                  new Column("time", TIME, "when the venue says it happened"),
                  new Column("id", "string", ID),
                  new Column("price", DECIMAL, "quote units"),
                  new Column("quantity", DECIMAL, "base units"),
                  new Column("side", "string", SIDE),
                  new Column("matches", "int32", MATCHES),
                  new Column("origin", "string", ORIGIN),
                  new Column("received_time", TIME, "when we read it")),
              _ -> null),
          new RowShape.Text<>(
              TradeJson.class,
              TradeJson::of,
              List.of(
                  new Column("id", "string", ID),
                  new Column("time", "RFC 3339, milliseconds", "when the venue says it happened"),
                  new Column("price", "decimal", "quote units"),
                  new Column("quantity", "decimal", "base units"),
                  new Column("side", "string", SIDE),
                  new Column("matches", "integer", MATCHES),
                  new Column("origin", "string", ORIGIN),
                  new Column("received_time", "RFC 3339, milliseconds", "when we read it"))));

  private TradeColumns() {}

  private static @Nullable String side(Traded traded) {
    Side side = traded.trade().side();
    return side == Side.UNKNOWN ? null : side.name().toLowerCase(Locale.ROOT);
  }
}
