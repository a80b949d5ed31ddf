package io.tapeline.candle.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.http.Callers;
import io.tapeline.candle.app.CandleReader;
import io.tapeline.candle.export.Backfill;
import io.tapeline.candle.export.BackfillRequest;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.http.IdempotencyKey;
import io.tapeline.http.Inputs;
import io.tapeline.http.Times;
import io.tapeline.job.json.JobAnswers;
import io.tapeline.job.json.JobJson;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.upstream.Outsider;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Minutes that venues are asked for, on demand. */
@Path("/v1/backfills")
@Tag(name = "History")
public class BackfillsResource {

  /** A venue answers some hundred minutes at a time. */
  private static final long LONGEST = Duration.ofDays(366).toNanos();

  private final JobAnswers jobs;
  private final Catalog catalog;
  private final CandleReader reader;

  @Inject
  public BackfillsResource(JobAnswers jobs, Catalog catalog, CandleReader reader) {
    this.jobs = jobs;
    this.catalog = catalog;
    this.reader = reader;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "backfill",
      summary = "Ask a venue for missing minutes",
      description =
          "Refills the minutes of a market that are missing or partial from the venue's own"
              + " candles, as far as it tells of them. Answers with a job. For whoever runs the"
              + " service.")
  @APIResponse(
      responseCode = "202",
      description = "The job; `Location` is its address.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobJson.class)))
  @APIResponse(responseCode = "404", description = "`unknown_market`.")
  @APIResponse(
      responseCode = "403",
      description =
          "`missing_scope` or `address_not_allowed`: it is for whoever runs the service;"
              + " `upstream_not_allowed`: the policy does not let it have this venue asked.")
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable` or `too_many_jobs`: try again later.")
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> backfill(@Nullable BackfillRequest body, @Context RoutingContext route) {
    BackfillRequest asked = Objects.requireNonNullElse(body, new BackfillRequest(null, null, null));
    Inputs inputs = Inputs.ofBody();
    String id = inputs.required("market", asked.market());
    inputs.required("from", asked.from());
    long from = Interval.M1.floor(inputs.timeNanos("from", asked.from(), 0));
    long newest = Interval.M1.floor(reader.storedNanos());
    long to = Interval.M1.ceiling(Math.min(newest, inputs.timeNanos("to", asked.to(), newest)));
    if (asked.to() != null && from > to) {
      inputs.wrong("from", "must not be after to, nor later than what is final", asked.from());
    }
    if (asked.from() != null && to - from > LONGEST) {
      inputs.wrong("from", "must be at most 366 days before to", asked.from());
    }
    inputs.check();
    Market market = catalog.requireMarket(id).market();
    Callers.leaveOf(route).require(Outsider.venue(market.venue().id()));
    return jobs.accepted(
        route,
        Backfill.KIND,
        asked,
        new Backfill.Plan(market.id(), Times.exact(from), Times.exact(Math.max(from, to))));
  }
}
