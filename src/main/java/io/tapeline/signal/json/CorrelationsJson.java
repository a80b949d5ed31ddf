package io.tapeline.signal.json;

import io.tapeline.http.RowWriter;
import io.tapeline.http.Times;
import io.tapeline.http.WireField;
import io.tapeline.http.WireRow;
import io.tapeline.signal.indicator.Significant;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How returns move together up to the end of a candle, as it is sent. */
@Schema(
    name = "Correlations",
    description = "Correlations of the returns of a window that ends with one interval.")
public record CorrelationsJson(
    @Schema(
            description = "Start of the window's last interval.",
            examples = "2026-08-09T00:00:00.000Z")
        String openTime,
    @Schema(
            type = SchemaType.OBJECT,
            description =
                "One figure for each pair, `a/b` as they were asked for, −1 to 1; null where a return of"
                    + " the window is missing or one of the two does not move. A matrix is made of it by"
                    + " its symmetry. In CSV each is a column of its own.",
            additionalProperties = CorrelationsJson.Figure.class,
            examples = "{\"btc/eth\":\"0.8312402112\"}")
        Map<String, @Nullable BigDecimal> values)
    implements WireRow {

  /** How a figure is sent. */
  @Schema(
      name = "Correlation",
      type = SchemaType.STRING,
      format = "decimal",
      nullable = true,
      description = "Pearson's, −1 to 1, ten significant digits; null where there is none.",
      examples = "0.8312402112")
  interface Figure {}

  private static final WireField OPEN_TIME = WireField.of("open_time");
  private static final WireField VALUES = WireField.of("values");

  /**
   * @param pairs their names
   * @param figures a column for each of them
   */
  public static CorrelationsJson of(
      long openTimeNanos, List<String> pairs, List<double[]> figures, int row) {
    Map<String, @Nullable BigDecimal> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      values.put(pairs.get(i), Significant.of(figures.get(i)[row]));
    }
    return new CorrelationsJson(Times.format(openTimeNanos), values);
  }

  @Override
  public void write(RowWriter out) {
    out.text(OPEN_TIME, openTime);
    out.decimals(VALUES, values);
  }
}
