package io.tapeline.candle.json;

import io.tapeline.candle.Stretch;
import io.tapeline.http.Times;
import io.tapeline.market.Interval;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is known of a stretch of time, as it is sent. */
@Schema(name = "Coverage", description = "Neighbouring candles of which the same is known.")
public record StretchJson(
    @Schema(
            description = "Open time of the first candle, inclusive.",
            examples = "2026-08-09T21:05:00.000Z")
        String from,
    @Schema(description = "End of the last one, exclusive.", examples = "2026-08-09T21:35:00.000Z")
        String to,
    @Schema(
            description =
                "`observed`: watched from end to end. `synthetic`: the same, and nothing traded."
                    + " `partial`: watched in part, or a file tells of a part. `repaired`: asked of the"
                    + " venue later. `imported`: from a file. `missing`: there is no candle.",
            enumeration = {"observed", "synthetic", "partial", "repaired", "imported", "missing"},
            examples = "observed")
        String state,
    @Schema(description = "Intervals in it.", examples = "30") long intervals) {

  public static StretchJson of(Interval interval, Stretch stretch) {
    return new StretchJson(
        Times.format(stretch.fromNanos()),
        Times.format(stretch.toNanos()),
        stretch.state().name().toLowerCase(Locale.ROOT),
        (stretch.toNanos() - stretch.fromNanos()) / interval.nanos());
  }
}
