package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.candle.json.Asked;
import io.tapeline.candle.json.AskedSpan;
import io.tapeline.candle.json.Span;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.signal.app.IndicatorConfig;
import io.tapeline.signal.app.IndicatorQuestion;
import io.tapeline.signal.app.IndicatorReader;
import io.tapeline.signal.choice.Catalogue;
import io.tapeline.signal.choice.Choices;
import io.tapeline.signal.indicator.Choice;
import io.tapeline.signal.indicator.Family;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.json.FigureJson;
import io.tapeline.signal.json.IndicatorJson;
import io.tapeline.tape.app.TapeTime;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Indicators: what there is, and what they say of candles. */
@Path("/v1/indicators")
@Tag(name = "Signals", description = "What follows from candles.")
public class IndicatorsResource {

  private final IndicatorAnswers answers;
  private final IndicatorReader reader;
  private final IndicatorConfig config;
  private final SeriesFinder series;
  private final TapeTime time;

  @Inject
  public IndicatorsResource(
      IndicatorAnswers answers,
      IndicatorReader reader,
      IndicatorConfig config,
      SeriesFinder series,
      TapeTime time) {
    this.answers = answers;
    this.reader = reader;
    this.config = config;
    this.series = series;
    this.time = time;
  }

  @GET
  @Operation(
      operationId = "listIndicators",
      summary = "The catalogue of indicators",
      description =
          "Every indicator there is: its numbers and their ranges, its columns and their units, its"
              + " formula, how it begins and when that no longer matters. Ascending by name.")
  @APIResponse(
      responseCode = "200",
      description = "A page of the catalogue.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = IndicatorJson.class)))
  public Answer catalogue(
      @Parameter(
              description = "Only those that speak of this.",
              schema =
                  @Schema(
                      enumeration = {
                        "price",
                        "average",
                        "trend",
                        "momentum",
                        "volatility",
                        "volume",
                        "statistics",
                        "candlestick"
                      }))
          @QueryParam("family")
          @Nullable String family,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Family wanted = inputs.choice("family", family, Family.class);
    Paging paging = inputs.paging("indicators?" + wanted, limit, cursor);
    inputs.check();
    Stream<Indicator> rows =
        Catalogue.all().stream()
            .filter(indicator -> wanted == null || indicator.family() == wanted);
    return Answer.of(
        Page.of(IndicatorJson.class, paging, rows, Indicator::name, IndicatorJson::of),
        CacheRule.REFERENCE);
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "listIndicatorFigures",
      summary = "What indicators say of candles",
      description =
          "One row for each candle, ascending by open time, with a figure for each column of each"
              + " indicator. Without `from`, the newest `limit` candles before `to`; the last one may"
              + " still be open: `complete` is false. A figure never depends on where a range begins:"
              + " each is made of the candles of its block of 512 up to its own, and of a fixed number"
              + " before the block. With `as_of`, the same question has the same answer for as long as"
              + " the data is kept. With `limit=all`, all that is stored of the range in one answer, of"
              + " any length.")
  @APIResponse(
      responseCode = "200",
      description = "A page of figures.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = FigureJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = Asked.SERIES, example = Asked.SERIES_EXAMPLE) @PathParam("id")
          String id,
      @Parameter(
              required = true,
              description =
                  "Indicators of the catalogue with their numbers, between commas, each once. Numbers"
                      + " may be left out from the end: then the usual ones are meant.",
              example = "rsi(14),macd(12,26,9),bollinger(20,2)")
          @QueryParam("names")
          @Nullable String names,
      @BeanParam AskedSpan asked) {
    Inputs inputs = new Inputs();
    Span span = Span.read(inputs, "indicators/" + id + "?" + names, asked, time.nanos());
    List<Choice> choices = choices(inputs, names);
    inputs.check();
    return series
        .find(id)
        .map(found -> new IndicatorQuestion(span.of(found), choices))
        .chain(
            question ->
                span.all()
                    ? answers.all(question, span.asOfNanos())
                    : answers.page(question, span.paging(), span.asOfNanos(), span.endGiven()));
  }

  private List<Choice> choices(Inputs inputs, @Nullable String names) {
    String given = inputs.required("names", names);
    if (given.isEmpty()) {
      return List.of();
    }
    Choices read = Choices.read(given, new Choices.Bounds(config.maxAtOnce(), config.maxSteps()));
    read.faults().forEach(fault -> inputs.wrong("names", fault.reason(), fault.given()));
    int most = reader.longestWarmup();
    read.all().stream()
        .filter(choice -> choice.warmup() > most)
        .forEach(
            choice ->
                inputs.wrong(
                    "names",
                    "must take at most " + most + " candles of warm-up, not " + choice.warmup(),
                    choice.id()));
    return read.all();
  }
}
