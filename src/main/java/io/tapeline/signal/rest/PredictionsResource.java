package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.http.Callers;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.json.NamedSeries;
import io.tapeline.http.IdempotencyKey;
import io.tapeline.job.json.JobAnswers;
import io.tapeline.job.json.JobJson;
import io.tapeline.ops.upstream.Outsider;
import io.tapeline.signal.app.Models;
import io.tapeline.signal.job.PredictionConfig;
import io.tapeline.signal.job.PredictionJob;
import io.tapeline.signal.json.PredictionRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What models elsewhere say of the newest closed candles, in the background. */
@Path("/v1/predictions")
@Tag(name = "Signals")
public class PredictionsResource {

  private final JobAnswers jobs;
  private final NamedSeries series;
  private final CandleHistory history;
  private final Models models;
  private final PredictionConfig config;

  @Inject
  public PredictionsResource(
      JobAnswers jobs,
      NamedSeries series,
      CandleHistory history,
      Models models,
      PredictionConfig config) {
    this.jobs = jobs;
    this.series = series;
    this.history = history;
    this.models = models;
    this.config = config;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "predict",
      summary = "Ask a model about the newest closed candles",
      description =
          "A model of `/v1/models` is told its features of the newest closed candle of each series, and"
              + " what it says is told with what it was told and from which candles that was made (range,"
              + " count and hash). Answers with a job: `/v1/jobs/{job}` tells of each series in a line,"
              + " `…/result` all. Of each series the state is `ok`, or `unavailable` with the reason: the"
              + " server that does not answer in time, answers wrongly or not at all, or candles that are"
              + " not there. Nothing that a model said before stands in for an answer.")
  @APIResponse(
      responseCode = "202",
      description = "The job; `Location` is its address.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobJson.class)))
  @APIResponse(
      responseCode = "403",
      description =
          "`missing_scope`; `upstream_not_allowed`: the policy does not let it have models asked.")
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable` or `too_many_jobs`: try again later.")
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> predict(@Nullable PredictionRequest body, @Context RoutingContext route) {
    PredictionRequest asked = Objects.requireNonNullElse(body, PredictionRequest.EMPTY);
    AskedPrediction prediction = AskedPrediction.read(asked, models, config);
    Callers.leaveOf(route).require(Outsider.model(prediction.model().name()));
    return history
        .horizon()
        .reaching(prediction.asOfNanos())
        .chain(
            horizon ->
                series
                    .findInBody(prediction.assets())
                    .map(found -> prediction.plan(found, horizon)))
        .chain(plan -> jobs.accepted(route, PredictionJob.KIND, asked, plan));
  }
}
