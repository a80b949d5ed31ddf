package io.tapeline.signal.json;

import io.tapeline.http.RowWriter;
import io.tapeline.http.Times;
import io.tapeline.http.WireField;
import io.tapeline.http.WireRow;
import io.tapeline.signal.app.FigureRow;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What indicators say of a candle, as it is sent. */
@Schema(name = "IndicatorFigures", description = "What indicators say of one candle.")
public record FigureJson(
    @Schema(description = "Start of the candle.", examples = "2026-08-09T21:05:00.000Z")
        String openTime,
    @Schema(description = "The candle is over.") boolean complete,
    @Schema(
            description =
                "All warm-ups were there: it does not matter any more how the figures began.")
        boolean settled,
    @Schema(
            type = SchemaType.OBJECT,
            description =
                "One figure for each column, ten significant digits; null where there is none yet. In"
                    + " CSV each is a column of its own.",
            additionalProperties = FigureJson.Figure.class,
            examples = "{\"rsi(14)\":\"55.13402112\"}")
        Map<String, @Nullable BigDecimal> values)
    implements WireRow {

  /** How a figure is sent. */
  @Schema(
      name = "IndicatorFigure",
      type = SchemaType.STRING,
      format = "decimal",
      nullable = true,
      description = "In the unit that the catalogue says; null where there is none.",
      examples = "55.13402112")
  interface Figure {}

  private static final WireField OPEN_TIME = WireField.of("open_time");
  private static final WireField COMPLETE = WireField.of("complete");
  private static final WireField SETTLED = WireField.of("settled");
  private static final WireField VALUES = WireField.of("values");

  /**
   * @param columns the names of the figures, in their order
   */
  public static FigureJson of(List<String> columns, FigureRow row) {
    Map<String, @Nullable BigDecimal> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i), row.figures().get(i));
    }
    return new FigureJson(Times.format(row.openTimeNanos()), row.complete(), row.settled(), values);
  }

  @Override
  public void write(RowWriter out) {
    out.text(OPEN_TIME, openTime);
    out.flag(COMPLETE, complete);
    out.flag(SETTLED, settled);
    out.decimals(VALUES, values);
  }
}
