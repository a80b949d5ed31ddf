package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.contract.LogPlace;
import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.json.contract.PoolDetailJson;
import io.tapeline.chain.json.contract.PoolJson;
import io.tapeline.chain.json.contract.SwapJson;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.app.KeptState;
import io.tapeline.chain.pool.app.KeptSwap;
import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.pool.app.PoolStore;
import io.tapeline.chain.pool.app.SwapQuery;
import io.tapeline.chain.pool.app.Turnover;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.http.Times;
import io.tapeline.problem.NearMatches;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Pools that the configuration names. */
@Path("/v1/chains")
@Tag(name = "Chains", description = AskedChain.TAG)
public class PoolsResource {

  private static final int LAST_SWAPS = 10;
  private static final String POOL = "Its name in the configuration, or its address, in any case.";
  private static final String UNAVAILABLE =
      "`no_nodes`, or `store_unavailable`: the database does not answer; try again.";

  private final HeadReader heads;
  private final PoolBook pools;
  private final PoolStore store;
  private final BlockHistory history;
  private final KeptPages keptPages;

  @Inject
  public PoolsResource(
      HeadReader heads, PoolBook pools, PoolStore store, BlockHistory history, KeptPages pages) {
    this.keptPages = pages;
    this.heads = heads;
    this.pools = pools;
    this.store = store;
    this.history = history;
  }

  @GET
  @Path("{chain}/pools")
  @Operation(
      operationId = "listPools",
      summary = "Pools and their prices",
      description =
          "Pools of Uniswap's kinds that the configuration names, each with its price behind the newest"
              + " block that changed it: ascending by name. A price of a block that was taken back is"
              + " not told from then on, and with `as_of` before it is.")
  @APIResponse(
      responseCode = "200",
      description = "A page of pools.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = PoolJson.class)))
  @APIResponse(responseCode = "410", description = AskedChain.GONE)
  @APIResponse(responseCode = "503", description = UNAVAILABLE)
  public Uni<Answer> list(
      @Parameter(description = AskedChain.NAME, example = "ethereum") @PathParam("chain")
          String chain,
      @Parameter(description = AskedChain.AS_OF) @QueryParam("as_of") @Nullable String asOf,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Long known = inputs.timeNanos("as_of", asOf);
    Paging paging = inputs.paging("chains/" + chain + "/pools", limit, cursor);
    inputs.check();
    String name = heads.require(chain).chain().name();
    List<Pool> all = pools.of(name);
    return AsOf.answer(
        history.horizon(),
        known,
        moment ->
            standings(name, all, moment)
                .map(
                    found ->
                        Answer.of(
                            Page.of(
                                PoolJson.class,
                                paging,
                                all.stream(),
                                Pool::name,
                                pool -> json(name, pool, found)),
                            cache(name, all, known))));
  }

  /** What contracts have not said yet they may say in a moment. */
  private CacheRule cache(String chain, List<Pool> of, @Nullable Long known) {
    return known != null && of.stream().allMatch(pool -> pools.isSettled(chain, pool))
        ? CacheRule.IMMUTABLE
        : CacheRule.LIVE;
  }

  /** What was known at a moment. */
  private record Found(Map<Address, KeptState> states, @Nullable Standing standing) {}

  private Uni<Found> standings(String chain, List<Pool> of, long moment) {
    return Uni.combine()
        .all()
        .unis(
            store.states(chain, of.stream().map(Pool::address).toList(), moment),
            history.standing(chain, moment))
        .asTuple()
        .map(both -> new Found(both.getItem1(), both.getItem2().orElse(null)));
  }

  private PoolJson json(String chain, Pool pool, Found found) {
    return PoolJson.of(
        pool,
        pools.check(chain, pool.address()),
        pools.problem(chain, pool).orElse(null),
        pools.isRefused(chain, pool) ? null : found.states.get(pool.address()),
        found.standing);
  }

  @GET
  @Path("{chain}/pools/{pool}")
  @Operation(
      operationId = "getPool",
      summary = "A pool, its price and what was swapped",
      description =
          "Its price, how much can be traded near it, what was swapped in 24 hours, and the last swaps."
              + " `unknown_pool` where the configuration names none such.")
  @APIResponse(
      responseCode = "200",
      description = "The pool.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PoolDetailJson.class)))
  @APIResponse(responseCode = "410", description = AskedChain.GONE)
  @APIResponse(responseCode = "503", description = UNAVAILABLE)
  public Uni<Answer> get(
      @Parameter(description = AskedChain.NAME, example = "ethereum") @PathParam("chain")
          String chain,
      @Parameter(description = POOL, example = "usdc-weth") @PathParam("pool") String given,
      @Parameter(description = AskedChain.AS_OF) @QueryParam("as_of") @Nullable String asOf) {
    Inputs inputs = new Inputs();
    Long known = inputs.timeNanos("as_of", asOf);
    inputs.check();
    String name = heads.require(chain).chain().name();
    Pool pool = require(name, given);
    return AsOf.answer(
        history.horizon(),
        known,
        moment ->
            detail(name, pool, moment)
                .map(detail -> Answer.of(detail, cache(name, List.of(pool), known))));
  }

  private Uni<PoolDetailJson> detail(String chain, Pool pool, long moment) {
    SwapQuery last = new SwapQuery(chain, pool.address(), 0, Long.MAX_VALUE, LogPlace.END);
    return Uni.combine()
        .all()
        .unis(
            standings(chain, List.of(pool), moment),
            store.day(chain, pool.address(), moment),
            swapsOf(pool, last, moment, LAST_SWAPS))
        .asTuple()
        .map(
            found ->
                PoolDetailJson.of(
                    pool,
                    json(chain, pool, found.getItem1()),
                    pools.isRefused(chain, pool) ? Turnover.NONE : found.getItem2(),
                    found.getItem3().stream()
                        .map(swap -> SwapJson.of(pool, swap, found.getItem1().standing))
                        .toList()));
  }

  private Pool require(String chain, String given) {
    return pools
        .find(chain, given)
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem.UnknownPool(
                        given,
                        NearMatches.of(given, pools.of(chain).stream().map(Pool::name).toList()))));
  }

  @GET
  @Path("{chain}/pools/{pool}/swaps")
  @Operation(
      operationId = "listSwaps",
      summary = "Swaps of a pool",
      description =
          "Swaps in the blocks that are stored: newest first. Those of a block that was taken back are"
              + " not in it from then on, and with `as_of` before it they are.")
  @APIResponse(
      responseCode = "200",
      description = "A page of swaps.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = SwapJson.class)))
  @APIResponse(responseCode = "410", description = AskedChain.GONE)
  @APIResponse(responseCode = "503", description = UNAVAILABLE)
  public Uni<Answer> swaps(
      @Parameter(description = AskedChain.NAME, example = "ethereum") @PathParam("chain")
          String chain,
      @Parameter(description = POOL, example = "usdc-weth") @PathParam("pool") String given,
      @Parameter(description = AskedChain.FROM) @QueryParam("from") @Nullable String from,
      @Parameter(description = AskedChain.TO) @QueryParam("to") @Nullable String to,
      @Parameter(description = AskedChain.AS_OF) @QueryParam("as_of") @Nullable String asOf,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Paging paging =
        inputs.paging(
            "chains/%s/pools/%s/swaps?%s&%s".formatted(chain, given, from, to), limit, cursor);
    LogPlace before = inputs.position(paging, cursor, LogPlace::parse);
    AskedChain.Times times = AskedChain.times(inputs, from, to);
    Long known = inputs.timeNanos("as_of", asOf);
    inputs.check();
    String name = heads.require(chain).chain().name();
    Pool pool = require(name, given);
    SwapQuery query =
        new SwapQuery(
            name, pool.address(), times.from(), times.to(), before == null ? LogPlace.END : before);
    return AsOf.answer(
        history.horizon(),
        known,
        moment ->
            swaps(pool, query, paging, moment)
                .map(page -> Answer.of(page, cache(name, List.of(pool), known))));
  }

  /** None of what is another pool, or none. */
  private Uni<List<KeptSwap>> swapsOf(Pool pool, SwapQuery query, long moment, int limit) {
    return pools.isRefused(query.chain(), pool)
        ? Uni.createFrom().item(List.of())
        : store.swaps(query, moment, limit);
  }

  private Uni<Page<SwapJson>> swaps(Pool pool, SwapQuery query, Paging paging, long moment) {
    return Uni.combine()
        .all()
        .unis(
            swapsOf(pool, query, moment, paging.limitAndOneMore()),
            history.standing(query.chain(), moment))
        .asTuple()
        .chain(
            found -> swaps(pool, query, paging, found.getItem1(), found.getItem2().orElse(null)));
  }

  private Uni<Page<SwapJson>> swaps(
      Pool pool,
      SwapQuery query,
      Paging paging,
      List<KeptSwap> found,
      @Nullable Standing standing) {
    return keptPages.of(
        query.chain(),
        SwapJson.class,
        paging,
        found,
        kept -> new LogPlace(kept.block().number(), kept.swap().log()).toString(),
        kept -> SwapJson.of(pool, kept, standing),
        edge ->
            !pools.isRefused(query.chain(), pool)
                && Times.instant(query.fromNanos()).isBefore(edge.time()));
  }
}
