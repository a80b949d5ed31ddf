package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.contract.LogPlace;
import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.json.contract.TransferJson;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.chain.token.Token;
import io.tapeline.chain.token.app.KeptTransfer;
import io.tapeline.chain.token.app.TokenBook;
import io.tapeline.chain.token.app.TransferQuery;
import io.tapeline.chain.token.app.TransferStore;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.http.Times;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Transfers of the tokens that the configuration names. */
@Path("/v1/chains")
@Tag(name = "Chains", description = AskedChain.TAG)
public class TransfersResource {

  private static final String AMOUNT = "[0-9]{1,60}([.][0-9]{1,77})?";

  private final HeadReader heads;
  private final TokenBook tokens;
  private final TransferStore store;
  private final BlockHistory history;
  private final KeptPages pages;

  @Inject
  public TransfersResource(
      HeadReader heads,
      TokenBook tokens,
      TransferStore store,
      BlockHistory history,
      KeptPages pages) {
    this.pages = pages;
    this.heads = heads;
    this.tokens = tokens;
    this.store = store;
    this.history = history;
  }

  /**
   * What is asked for, of whatever chain.
   *
   * @param token a symbol or contract in any case; null for all
   * @param min whole tokens
   */
  private record Asking(
      @Nullable String token,
      @Nullable Address party,
      BigDecimal min,
      long from,
      long to,
      LogPlace before,
      @Nullable Long known,
      Paging paging) {

    /** Of a token that is not followed nothing is kept. */
    List<Token> of(List<Token> all) {
      return all.stream().filter(each -> token == null || is(each, token)).toList();
    }

    private static boolean is(Token each, String given) {
      return each.symbol().equalsIgnoreCase(given)
          || each.contract().toString().equalsIgnoreCase(given);
    }

    /** What contracts have not said yet they may say in a moment. */
    CacheRule cache(List<Token> tokens) {
      return known != null && tokens.stream().allMatch(each -> each.decimals() != null)
          ? CacheRule.IMMUTABLE
          : CacheRule.LIVE;
    }

    TransferQuery query(String chain, List<Token> tokens) {
      return new TransferQuery(
          chain,
          tokens.stream().collect(Collectors.toMap(Token::contract, each -> each.units(min))),
          party,
          from,
          to,
          before);
    }
  }

  @GET
  @Path("{chain}/transfers")
  @Operation(
      operationId = "listTransfers",
      summary = "Transfers of tokens",
      description =
          "Transfers of the ERC-20 tokens that the configuration names, from the least that it gives,"
              + " in the blocks that are stored: newest first. Those of a block that was taken back are"
              + " not in it from then on, and with `as_of` before it they are. A token that is not named"
              + " has none.")
  @APIResponse(
      responseCode = "200",
      description = "A page of transfers.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = TransferJson.class)))
  @APIResponse(responseCode = "410", description = AskedChain.GONE)
  @APIResponse(
      responseCode = "503",
      description = "`no_nodes`, or `store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = AskedChain.NAME, example = "ethereum") @PathParam("chain")
          String chain,
      @Parameter(
              description = "Only of this token: its name in the configuration, or its contract.",
              example = "usdc")
          @QueryParam("token")
          @Nullable String token,
      @Parameter(
              description = "Only from or to this address.",
              example = "0x28c6c06298d514db089934071355e5743bf21d60")
          @QueryParam("address")
          @Nullable String address,
      @Parameter(description = "Only of at least so many whole tokens.", example = "1000000")
          @QueryParam("min")
          @Nullable String min,
      @Parameter(description = AskedChain.FROM) @QueryParam("from") @Nullable String from,
      @Parameter(description = AskedChain.TO) @QueryParam("to") @Nullable String to,
      @Parameter(description = AskedChain.AS_OF) @QueryParam("as_of") @Nullable String asOf,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    String list =
        "chains/%s/transfers?%s&%s&%s&%s&%s".formatted(chain, token, address, min, from, to);
    Paging paging = inputs.paging(list, limit, cursor);
    LogPlace before = inputs.position(paging, cursor, LogPlace::parse);
    AskedChain.Times times = AskedChain.times(inputs, from, to);
    Asking asking =
        new Asking(
            AskedChain.word(inputs, "token", token),
            AskedChain.address(inputs, "address", address),
            amount(inputs, min),
            times.from(),
            times.to(),
            before == null ? LogPlace.END : before,
            inputs.timeNanos("as_of", asOf),
            paging);
    inputs.check();
    String name = heads.require(chain).chain().name();
    return AsOf.answer(history.horizon(), asking.known, moment -> answer(name, asking, moment));
  }

  private static BigDecimal amount(Inputs inputs, @Nullable String given) {
    if (given == null) {
      return BigDecimal.ZERO;
    }
    if (!given.matches(AMOUNT)) {
      inputs.wrong("min", "must be a decimal of at least 0", given);
      return BigDecimal.ZERO;
    }
    return new BigDecimal(given);
  }

  private Uni<Answer> answer(String chain, Asking asking, long moment) {
    List<Token> wanted = asking.of(tokens.of(chain));
    return Uni.combine()
        .all()
        .unis(
            store.read(asking.query(chain, wanted), moment, asking.paging.limitAndOneMore()),
            history.standing(chain, moment))
        .asTuple()
        .chain(
            found -> page(chain, asking, wanted, found.getItem1(), found.getItem2().orElse(null)))
        .map(page -> Answer.of(page, asking.cache(wanted)));
  }

  private Uni<Page<TransferJson>> page(
      String chain,
      Asking asking,
      List<Token> tokens,
      List<KeptTransfer> found,
      @Nullable Standing standing) {
    Map<Address, Token> byContract =
        tokens.stream().collect(Collectors.toMap(Token::contract, Function.identity()));
    return pages.of(
        chain,
        TransferJson.class,
        asking.paging,
        found,
        kept -> new LogPlace(kept.block().number(), kept.transfer().log()).toString(),
        kept ->
            TransferJson.of(
                kept, Objects.requireNonNull(byContract.get(kept.transfer().contract())), standing),
        edge -> !tokens.isEmpty() && Times.instant(asking.from).isBefore(edge.time()));
  }
}
