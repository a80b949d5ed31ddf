package io.tapeline.candle.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.candle.json.Asked;
import io.tapeline.candle.json.AskedSpan;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.candle.json.Span;
import io.tapeline.http.Answer;
import io.tapeline.http.Inputs;
import io.tapeline.http.WantedFields;
import io.tapeline.tape.app.TapeTime;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Candles of markets and of index prices. */
@Path("/v1/candles")
@Tag(name = "History", description = "Candles and trades.")
public class CandlesResource {

  private final CandleAnswers answers;
  private final SeriesFinder series;
  private final TapeTime time;

  @Inject
  public CandlesResource(CandleAnswers answers, SeriesFinder series, TapeTime time) {
    this.answers = answers;
    this.series = series;
    this.time = time;
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "listCandles",
      summary = "Candles of a market or an index price",
      description =
          "Ascending by open time. Without `from`, the newest `limit` candles before `to`. The last"
              + " one may still be open: `complete` is false and `revision` 0. With `as_of`, the same"
              + " question has the same answer for as long as the data is kept. With `limit=all`, all"
              + " that is stored of the range in one answer, of any length.")
  @APIResponse(
      responseCode = "200",
      description = "A page of candles.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = CandleJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = Asked.SERIES, example = Asked.SERIES_EXAMPLE) @PathParam("id")
          String id,
      @BeanParam AskedSpan asked,
      @Context RoutingContext route) {
    Inputs inputs = new Inputs();
    Span span = Span.read(inputs, "candles/" + id, asked, time.nanos());
    inputs.check();
    Set<String> fields = WantedFields.of(route);
    return series
        .find(id)
        .map(span::of)
        .chain(
            range ->
                span.all()
                    ? answers.all(range, span.asOfNanos(), fields)
                    : answers.page(
                        range, span.paging(), span.asOfNanos(), span.endGiven(), fields));
  }
}
