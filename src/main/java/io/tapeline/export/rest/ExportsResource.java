package io.tapeline.export.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.export.ExportPlan;
import io.tapeline.export.ExportPlan.Compression;
import io.tapeline.export.ExportPlan.Format;
import io.tapeline.export.ExportSource;
import io.tapeline.export.ExportSources;
import io.tapeline.export.FileExport;
import io.tapeline.http.IdempotencyKey;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.http.Moments;
import io.tapeline.http.Times;
import io.tapeline.job.json.JobAnswers;
import io.tapeline.job.json.JobJson;
import io.tapeline.market.Interval;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files, made in the background. */
@Path("/v1/exports")
@Tag(name = "History")
public class ExportsResource {

  private static final String CANDLES = "candles";

  private final JobAnswers jobs;
  private final ExportSources sources;

  @Inject
  public ExportsResource(JobAnswers jobs, ExportSources sources) {
    this.jobs = jobs;
    this.sources = sources;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "export",
      summary = "Put candles or trades into a file",
      description =
          "Makes a Parquet, CSV or NDJSON file of any range, as it is known at one moment. Answers"
              + " with a job: `/v1/jobs/{job}` tells how far it is and what the file holds,"
              + " `…/result` gives the file.")
  @APIResponse(
      responseCode = "202",
      description = "The job; `Location` is its address.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobJson.class)))
  @APIResponse(
      responseCode = "404",
      description = "`unknown_asset`, `unknown_instrument` or `unknown_market`.")
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable` or `too_many_jobs`: try again later.")
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> export(@Nullable ExportRequest body, @Context RoutingContext route) {
    ExportRequest asked =
        Objects.requireNonNullElse(
            body, new ExportRequest(null, null, null, null, null, null, null, null));
    Inputs inputs = Inputs.ofBody();
    Map<String, ExportSource<?>> all = sources.byName();
    ExportSource<?> source =
        inputs.choice("data", asked.data(), all, Objects.requireNonNull(all.get(CANDLES)));
    String id = inputs.required("id", asked.id());
    Interval interval = interval(inputs, asked.interval(), source);
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
    return source
        .find(id)
        .chain(
            found ->
                source
                    .horizon(asOf)
                    .map(
                        horizon -> {
                          long moment = Objects.requireNonNullElse(asOf, horizon);
                          Moments.requireStored(Inputs.ofBody(), moment, horizon);
                          long first = interval == null ? from : interval.ceiling(from);
                          return new ExportPlan(
                              source.data(),
                              found,
                              interval == null ? null : interval.id(),
                              Times.exact(first),
                              Times.exact(Math.max(first, Math.min(to, moment))),
                              Times.exact(moment),
                              format,
                              compression);
                        }))
        .chain(plan -> jobs.accepted(route, FileExport.KIND, asked, plan));
  }

  /** Null where rows have none. */
  private static @Nullable Interval interval(
      Inputs inputs, @Nullable String given, ExportSource<?> source) {
    if (source.hasIntervals()) {
      return Lengths.any(inputs, given);
    }
    if (given != null) {
      inputs.wrong("interval", "must not be given: " + source.data() + " have none", given);
    }
    return null;
  }
}
