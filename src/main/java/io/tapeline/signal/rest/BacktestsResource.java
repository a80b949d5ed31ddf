package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.json.NamedSeries;
import io.tapeline.http.IdempotencyKey;
import io.tapeline.job.json.JobAnswers;
import io.tapeline.job.json.JobJson;
import io.tapeline.signal.job.BacktestConfig;
import io.tapeline.signal.job.BacktestJob;
import io.tapeline.signal.json.BacktestRequest;
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

/** What would have come of strategies and rules, in the background. */
@Path("/v1/backtests")
@Tag(name = "Signals")
public class BacktestsResource {

  private final JobAnswers jobs;
  private final NamedSeries series;
  private final CandleHistory history;
  private final BacktestConfig config;

  @Inject
  public BacktestsResource(
      JobAnswers jobs, NamedSeries series, CandleHistory history, BacktestConfig config) {
    this.jobs = jobs;
    this.series = series;
    this.history = history;
    this.config = config;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "backtest",
      summary = "Try strategies or rules on stored candles",
      description =
          "What would have come of doing as strategies, or rules given as data, say: decided at the"
              + " close of a candle, filled at the open of the next, with fees and slippage, and"
              + " compared with buying and holding. Answers with a job: `/v1/jobs/{job}` tells how far"
              + " it is, from which candles it was made (range, count and hash) and each run in a"
              + " line; `…/result` has equity curves, trades, metrics and significance. The same"
              + " request with the same `as_of` makes the same file.")
  @APIResponse(
      responseCode = "202",
      description = "The job; `Location` is its address.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable` or `too_many_jobs`: try again later.")
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> backtest(@Nullable BacktestRequest body, @Context RoutingContext route) {
    BacktestRequest asked = Objects.requireNonNullElse(body, BacktestRequest.EMPTY);
    AskedBacktest backtest = AskedBacktest.read(asked, config);
    return history
        .horizon()
        .reaching(backtest.asOfNanos())
        .chain(
            horizon ->
                series.findInBody(backtest.assets()).map(found -> backtest.plan(found, horizon)))
        .chain(plan -> jobs.accepted(route, BacktestJob.KIND, asked, plan));
  }
}
