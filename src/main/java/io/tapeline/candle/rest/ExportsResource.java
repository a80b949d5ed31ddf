package io.tapeline.candle.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.export.CandleExport;
import io.tapeline.candle.export.ExportPlan.Compression;
import io.tapeline.candle.export.ExportPlan.Format;
import io.tapeline.candle.export.ExportPlan;
import io.tapeline.candle.export.ExportRequest;
import io.tapeline.http.Inputs;
import io.tapeline.http.Moments;
import io.tapeline.http.Times;
import io.tapeline.job.json.JobAnswers;
import io.tapeline.job.json.JobJson;
import io.tapeline.market.Interval;
import io.tapeline.tape.app.TapeTime;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files of candles, made in the background. */
@Path("/v1/exports")
@Tag(name = "History")
public class ExportsResource {

  private static final Map<String, Interval> INTERVALS =
      Arrays.stream(Interval.values()).collect(Collectors.toMap(Interval::id, i -> i));

  private final JobAnswers jobs;
  private final CandleHistory history;
  private final SeriesFinder series;
  private final TapeTime time;

  @Inject
  public ExportsResource(
      JobAnswers jobs, CandleHistory history, SeriesFinder series, TapeTime time) {
    this.jobs = jobs;
    this.history = history;
    this.series = series;
    this.time = time;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "exportCandles",
      summary = "Put candles into a file",
      description =
          "Makes a Parquet, CSV or NDJSON file of any range, as it is known at one moment. Answers with"
              + " a job: `/v1/jobs/{job}` tells how far it is and what the file holds, `…/result` gives"
              + " the file.")
  @APIResponse(
      responseCode = "202",
      description = "The job; `Location` is its address.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobJson.class)))
  @APIResponse(
      responseCode = "422",
      description = "`idempotency_conflict`: the key came with another request before.")
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable` or `too_many_jobs`: try again later.")
  public Uni<Response> export(
      @Parameter(description = "The same key and request give the same job, once.")
          @HeaderParam("Idempotency-Key")
          @Nullable String key,
      @Nullable ExportRequest body) {
    ExportRequest asked =
        Objects.requireNonNullElse(
            body, new ExportRequest(null, null, null, null, null, null, null));
    Inputs inputs = Inputs.ofBody();
    String id = inputs.required("id", asked.id());
    Interval interval = inputs.choice("interval", asked.interval(), INTERVALS, Interval.M1);
    long from = inputs.timeNanos("from", asked.from(), 0);
    long to = inputs.timeNanos("to", asked.to(), Long.MAX_VALUE);
    if (from > to) {
      inputs.wrong("from", "must not be after to", asked.from());
    }
    Long asOf = inputs.timeNanos("as_of", asked.asOf());
    Format format =
        Objects.requireNonNullElse(
            inputs.choice("format", asked.format(), Format.class), Format.PARQUET);
    Compression compression =
        Objects.requireNonNullElse(
            inputs.choice("compression", asked.compression(), Compression.class), Compression.ZSTD);
    inputs.check();
    return Uni.combine()
        .all()
        .unis(series.find(id), asOf == null ? history.newest() : history.horizon(asOf))
        .asTuple()
        .map(
            found ->
                plan(
                    found.getItem1(),
                    interval,
                    from,
                    to,
                    asOf == null ? found.getItem2() : asOf,
                    found.getItem2(),
                    format,
                    compression))
        .chain(plan -> jobs.accepted(CandleExport.KIND, plan, key));
  }

  private ExportPlan plan(
      Series of,
      Interval interval,
      long from,
      long to,
      long asOf,
      long horizon,
      Format format,
      Compression compression) {
    Moments.requireStored(asOf, horizon);
    long first = interval.ceiling(from);
    long end = Math.max(first, Math.min(to, Math.max(time.nanos(), asOf)));
    return new ExportPlan(
        of.id(),
        interval.id(),
        Times.exact(first),
        Times.exact(end),
        Times.exact(asOf),
        format,
        compression);
  }
}
