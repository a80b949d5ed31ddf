package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.candle.json.Asked;
import io.tapeline.candle.json.NamedSeries;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.Inputs;
import io.tapeline.signal.app.StatisticConfig;
import io.tapeline.signal.app.StatisticReader;
import io.tapeline.signal.json.StatisticsJson;
import io.tapeline.signal.statistic.Summary;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Return and risk of a series. */
@Path("/v1/stats")
@Tag(name = "Signals", description = "What follows from candles.")
public class StatisticsResource {

  private static final String USUAL_BENCHMARK = "btc";
  private static final String USUAL_CONFIDENCE = "0.95";

  private final StatisticReader reader;
  private final SeriesFinder series;
  private final NamedSeries named;
  private final StatisticConfig config;

  @Inject
  public StatisticsResource(
      StatisticReader reader, SeriesFinder series, NamedSeries named, StatisticConfig config) {
    this.reader = reader;
    this.series = series;
    this.named = named;
    this.config = config;
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "getStatistics",
      summary = "Return and risk",
      description =
          "What the closes of candles that are over say of return and risk, beside a benchmark. Without"
              + " `from`, of 365 candles. With"
              + " `as_of`, the same question has the same answer for as long as the data is kept.")
  @APIResponse(
      responseCode = "200",
      description = "Return and risk.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StatisticsJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> get(
      @Parameter(description = Asked.SERIES, example = Asked.SERIES_EXAMPLE) @PathParam("id")
          String id,
      @BeanParam AskedStretch asked,
      @Parameter(
              description =
                  "What beta and correlation are to, of the same candles: an asset, an index pair, or a"
                      + " market; `btc` unless said otherwise.",
              example = "btc")
          @QueryParam("benchmark")
          @Nullable String benchmark,
      @Parameter(
              description =
                  "Share of the intervals whose losses stay below `var`, 0.5 to 0.999; 0.95 unless said"
                      + " otherwise.",
              example = "0.95",
              schema = @Schema(type = SchemaType.STRING, format = "decimal"))
          @QueryParam("confidence")
          @Nullable String confidence,
      @Parameter(
              description =
                  "Return of what bears no risk, a year, −0.5 to 1; 0 unless said otherwise.",
              example = "0.04",
              schema = @Schema(type = SchemaType.STRING, format = "decimal"))
          @QueryParam("risk_free")
          @Nullable String riskFree) {
    Inputs inputs = new Inputs();
    Stretch stretch = Stretch.read(inputs, asked);
    Summary.Terms terms =
        new Summary.Terms(
            inputs.decimal("confidence", confidence, USUAL_CONFIDENCE, "0.5", "0.999"),
            inputs.decimal("risk_free", riskFree, "0", "-0.5", "1"));
    String given = NamedSeries.read(inputs, "benchmark", benchmark);
    inputs.check();
    String beside = given == null ? USUAL_BENCHMARK : given;
    return series
        .find(id)
        .chain(
            found ->
                named
                    .find("benchmark", beside)
                    .chain(other -> answer(found, other, stretch, terms)));
  }

  private Uni<Answer> answer(Series found, Series benchmark, Stretch stretch, Summary.Terms terms) {
    return AsOf.answer(
        reader.horizon(),
        stretch.asOfNanos(),
        moment ->
            reader
                .statistics(
                    stretch.range(found, moment, config.maxCandles()),
                    stretch.range(benchmark, moment, config.maxCandles()),
                    moment,
                    terms)
                .map(
                    statistics ->
                        Answer.of(
                            StatisticsJson.of(
                                found.id(), stretch.interval(), benchmark.id(), statistics),
                            stretch.cache())));
  }
}
