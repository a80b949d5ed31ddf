package io.tapeline.signal.json;

import io.tapeline.http.Times;
import io.tapeline.market.Interval;
import io.tapeline.signal.app.StatisticReader.Turns;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Significant;
import io.tapeline.signal.level.Level;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Support and resistance as they are sent. */
@Schema(
    name = "Levels",
    description =
        "Prices at which a market turned, from candles that are over. Figures have ten significant"
            + " digits.")
public record LevelsJson(
    @Schema(description = "Whose candles.", examples = "btc-usd") String series,
    @Schema(description = "Length of a candle.", examples = "1d") String interval,
    @Schema(
            description = "Start of the first candle; null where there is none.",
            examples = "2025-08-09T00:00:00.000Z",
            nullable = true)
        @Nullable String from,
    @Schema(
            description = "End of the last candle; null where there is none.",
            examples = "2026-08-09T00:00:00.000Z",
            nullable = true)
        @Nullable String to,
    @Schema(examples = "365") int candles,
    @Schema(
            nullable = true,
            description =
                "The last close, which tells support from resistance; null where there is none.",
            examples = "64251.13")
        @Nullable BigDecimal close,
    @Schema(
            nullable = true,
            description =
                "The median true range of the candles: turns that lie no further apart are one level.",
            examples = "1820.4")
        @Nullable BigDecimal spread,
    @Schema(description = "The strongest, ascending by price.") List<LevelJson> levels) {

  /** One level as it is sent. */
  @Schema(name = "Level", description = "A price at which a market turned, once or more often.")
  public record LevelJson(
      @Schema(description = "Mean of the highs and lows that turned there.", examples = "61480.2")
          @Nullable BigDecimal price,
      @Schema(
              description = "`support` below the last close, else `resistance`.",
              enumeration = {"support", "resistance"},
              examples = "support")
          String kind,
      @Schema(nullable = true, description = "`price` / `close` − 1.", examples = "-0.0431")
          @Nullable BigDecimal distance,
      @Schema(description = "How often it turned there.", examples = "4") int touches,
      @Schema(
              description =
                  "0 to 100: 100 · w / (w + 2), where w adds up the turns, each half of what one a quarter"
                      + " of the range later weighs.",
              examples = "57.13")
          @Nullable BigDecimal strength,
      @Schema(
              description = "Start of the candle that turned there first.",
              examples = "2025-10-02T00:00:00.000Z")
          String firstTouch,
      @Schema(description = "And last.", examples = "2026-06-11T00:00:00.000Z") String lastTouch) {

    static LevelJson of(Level level, double close) {
      return new LevelJson(
          Significant.of(level.price()),
          level.price() < close ? "support" : "resistance",
          Significant.of(level.price() / close - 1),
          level.touches(),
          Significant.of(level.strength()),
          Times.format(level.firstNanos()),
          Times.format(level.lastNanos()));
    }
  }

  public static LevelsJson of(String series, Interval interval, Turns turns) {
    Bars bars = turns.bars();
    int size = bars.size();
    double close = size == 0 ? Double.NaN : bars.close()[size - 1];
    return new LevelsJson(
        series,
        interval.id(),
        size == 0 ? null : Times.format(bars.openTimeNanos(0)),
        size == 0 ? null : Times.format(bars.openTimeNanos(size - 1) + interval.nanos()),
        size,
        Significant.of(close),
        Significant.of(turns.levels().spread()),
        turns.levels().found().stream().map(level -> LevelJson.of(level, close)).toList());
  }
}
