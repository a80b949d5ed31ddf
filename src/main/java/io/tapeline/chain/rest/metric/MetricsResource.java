package io.tapeline.chain.rest.metric;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.app.OfKind;
import io.tapeline.chain.json.bitcoin.AnyMetricJson;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.chain.rest.AskedChain;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened on a chain, interval by interval. */
@Path("/v1/chains")
@Tag(name = "Chains", description = AskedChain.TAG)
public class MetricsResource {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final HeadReader heads;
  private final BlockHistory history;
  private final List<ChainMetrics> kinds;
  private final Clock clock;

  @Inject
  public MetricsResource(
      HeadReader heads, BlockHistory history, @All List<ChainMetrics> kinds, Clock clock) {
    this.heads = heads;
    this.history = history;
    this.kinds = kinds;
    this.clock = clock;
  }

  @GET
  @Path("{chain}/metrics")
  @Operation(
      operationId = "listChainMetrics",
      summary = "What happened on a chain",
      description =
          "Transactions, gas, fees, value and active addresses of the blocks that are stored, of Bitcoin"
              + " also hash rate and difficulty, summed by"
              + " the time that blocks say, of every interval that the range touches: ascending. Without"
              + " `from`, the last hundred before `to`. What is not known is null; `complete` says whether"
              + " blocks are missing. What a block that was taken back did is not counted from then on,"
              + " and with `as_of` before it is.")
  @APIResponse(
      responseCode = "200",
      description = "A page of intervals.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = AnyMetricJson.class)))
  @APIResponse(responseCode = "410", description = AskedChain.GONE)
  @APIResponse(
      responseCode = "503",
      description = "`no_nodes`, or `store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = AskedChain.NAME, example = "ethereum") @PathParam("chain")
          String chain,
      @Parameter(
              description = "How long the intervals are; a minute if not given.",
              schema = @Schema(enumeration = {"1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"}))
          @QueryParam("interval")
          @Nullable String interval,
      @Parameter(description = AskedChain.FROM) @QueryParam("from") @Nullable String from,
      @Parameter(description = AskedChain.TO) @QueryParam("to") @Nullable String to,
      @Parameter(description = AskedChain.AS_OF) @QueryParam("as_of") @Nullable String asOf,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    String list = "chains/%s/metrics?%s&%s&%s".formatted(chain, interval, from, to);
    AskedMetrics asked =
        AskedMetrics.read(
            inputs,
            Lengths.fromAMinute(inputs, interval),
            from,
            to,
            inputs.timeNanos("as_of", asOf),
            clock.millis() * NANOS_PER_MILLI,
            inputs.paging(list, limit, cursor),
            cursor);
    inputs.check();
    String name = heads.require(chain).chain().name();
    ChainMetrics metrics = OfKind.of(kinds, name, "Metrics");
    return AsOf.answer(
        history.horizon(), asked.known(), moment -> metrics.page(name, asked, moment));
  }
}
