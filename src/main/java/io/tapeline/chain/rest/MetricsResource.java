package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.json.bitcoin.AnyMetricJson;
import io.tapeline.chain.json.metric.MetricJson;
import io.tapeline.chain.metric.app.MetricReader;
import io.tapeline.chain.metric.app.MetricReader.Slot;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.market.Interval;
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

  private static final int USUAL_INTERVALS = 100;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final HeadReader heads;
  private final MetricReader reader;
  private final BlockHistory history;
  private final BitcoinMetrics bitcoin;
  private final Clock clock;

  @Inject
  public MetricsResource(
      HeadReader heads,
      MetricReader reader,
      BlockHistory history,
      BitcoinMetrics bitcoin,
      Clock clock) {
    this.bitcoin = bitcoin;
    this.heads = heads;
    this.reader = reader;
    this.history = history;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param from where the first interval of the page begins
   * @param to where the last one ends
   */
  private record Asking(
      Interval interval, long from, long to, @Nullable Long known, Paging paging) {

    CacheRule cache() {
      return known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
    }

    /** One more than the page has, if there are so many. */
    long until() {
      return Math.min(to, from + paging.limitAndOneMore() * interval.nanos());
    }
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
    Asking asking =
        asking(
            inputs,
            "chains/%s/metrics?%s&%s&%s".formatted(chain, interval, from, to),
            Lengths.fromAMinute(inputs, interval),
            from,
            to,
            inputs.timeNanos("as_of", asOf),
            limit,
            cursor);
    inputs.check();
    ChainTracker tracker = heads.require(chain);
    String name = tracker.chain().name();
    return AsOf.answer(
        history.horizon(),
        asking.known,
        moment ->
            BitcoinMetrics.has(tracker)
                ? bitcoin.page(
                    name,
                    asking.interval,
                    asking.from,
                    asking.until(),
                    asking.paging,
                    moment,
                    asking.cache())
                : answer(name, asking, moment));
  }

  private Asking asking(
      Inputs inputs,
      String list,
      Interval interval,
      @Nullable String from,
      @Nullable String to,
      @Nullable Long known,
      @Nullable String limit,
      @Nullable String cursor) {
    Paging paging = inputs.paging(list, limit, cursor);
    long now = known == null ? clock.millis() * NANOS_PER_MILLI : known;
    long end = to == null ? now + 1 : inputs.timeNanos("to", to, Long.MAX_VALUE);
    Long start = inputs.timeNanos("from", from);
    if (start != null && start > end) {
      inputs.wrong("from", "must not be after to", from);
      start = null;
    }
    long until = end >= now ? interval.floor(now) + interval.nanos() : interval.ceiling(end);
    long first =
        start == null
            ? Math.max(0, until - USUAL_INTERVALS * interval.nanos())
            : interval.floor(start);
    Long after = inputs.position(paging, cursor, Long::valueOf);
    long begin = after == null || after < first ? first : interval.floor(after) + interval.nanos();
    return new Asking(interval, begin, until, known, paging);
  }

  private Uni<Answer> answer(String chain, Asking asking, long moment) {
    return Uni.combine()
        .all()
        .unis(
            reader.read(chain, asking.interval, asking.from, asking.until(), moment),
            history.standing(chain, moment))
        .asTuple()
        .map(found -> page(asking, found.getItem1(), found.getItem2().orElse(null)));
  }

  private static Answer page(Asking asking, List<Slot> slots, @Nullable Standing standing) {
    return Answer.of(
        Page.of(
            MetricJson.class,
            asking.paging,
            slots,
            slot -> Long.toString(slot.openNanos()),
            slot -> MetricJson.of(slot, standing)),
        asking.known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE);
  }
}
