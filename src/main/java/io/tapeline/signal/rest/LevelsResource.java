package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.candle.json.Asked;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.Inputs;
import io.tapeline.signal.app.StatisticConfig;
import io.tapeline.signal.app.StatisticReader;
import io.tapeline.signal.json.LevelsJson;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Support and resistance of a series. */
@Path("/v1/levels")
@Tag(name = "Signals", description = "What follows from candles.")
public class LevelsResource {

  private static final int USUAL_WIDTH = 3;
  private static final int MOST_WIDTH = 50;
  private static final int USUAL_LIMIT = 10;
  private static final int MOST_LEVELS = 100;

  private final StatisticReader reader;
  private final SeriesFinder series;
  private final StatisticConfig config;

  @Inject
  public LevelsResource(StatisticReader reader, SeriesFinder series, StatisticConfig config) {
    this.reader = reader;
    this.series = series;
    this.config = config;
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "getLevels",
      summary = "Support and resistance",
      description =
          "The prices at which candles turned: a high above those of `width` candles before and not"
              + " below those of as many after, or a low likewise. Turns that lie no further apart than"
              + " the median candle is high are one level. Without `from`, of 365 candles. With `as_of`, the same question has the same"
              + " answer for as long as the data is kept.")
  @APIResponse(
      responseCode = "200",
      description = "The strongest levels.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = LevelsJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> get(
      @Parameter(description = Asked.SERIES, example = Asked.SERIES_EXAMPLE) @PathParam("id")
          String id,
      @BeanParam AskedStretch asked,
      @Parameter(
              description =
                  "Candles on either side that a turn stands out from, 1 to 50; 3 unless said otherwise.",
              example = "3")
          @QueryParam("width")
          @Nullable String width,
      @Parameter(
              description = "Levels at most, the strongest, 1 to 100; 10 unless said otherwise.",
              example = "10")
          @QueryParam("limit")
          @Nullable String limit) {
    Inputs inputs = new Inputs();
    Stretch stretch = Stretch.read(inputs, asked);
    int bars = inputs.integer("width", width, USUAL_WIDTH, 1, MOST_WIDTH);
    int most = inputs.integer("limit", limit, USUAL_LIMIT, 1, MOST_LEVELS);
    inputs.check();
    return series.find(id).chain(found -> answer(found, stretch, bars, most));
  }

  private Uni<Answer> answer(Series found, Stretch stretch, int width, int limit) {
    return AsOf.answer(
        reader.horizon(),
        stretch.asOfNanos(),
        moment ->
            reader
                .levels(stretch.range(found, moment, config.maxCandles()), moment, width, limit)
                .map(
                    turns ->
                        Answer.of(
                            LevelsJson.of(found.id(), stretch.interval(), turns),
                            stretch.cache())));
  }
}
