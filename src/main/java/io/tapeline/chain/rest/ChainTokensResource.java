package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.http.Callers;
import io.tapeline.chain.json.read.ChainTokenJson;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Asks;
import io.tapeline.chain.read.BlockChoice;
import io.tapeline.chain.read.token.TokenReader;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Times;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens of chains, with proof. */
@Path("/v1/chains")
@Tag(name = "Chains")
public class ChainTokensResource {

  private final Asks asks;
  private final TokenReader reader;

  @Inject
  public ChainTokensResource(Asks asks, TokenReader reader) {
    this.asks = asks;
    this.reader = reader;
  }

  @GET
  @Path("{chain}/tokens/{contract}")
  @Operation(
      operationId = "getChainToken",
      summary = "A token of a chain, with proof",
      description =
          "Code hash and total supply of an ERC-20 token, proved against the state root of a block"
              + " that enough nodes agree on; the supply where it is known in which slot the"
              + " contract keeps it. `facts` are what the contract says of itself: name, symbol and"
              + " decimals, not proved. `no_nodes` where no chain is followed.")
  @APIResponse(
      responseCode = "200",
      description = "The token; what is no contract says so by its `kind`.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ChainTokenJson.class)))
  @APIResponse(
      responseCode = "409",
      description = "`unprovable`: `require=verified`, and it can't be proved; `detail` says why.")
  public Uni<Answer> token(
      @Parameter(description = "A chain's name, in any case.", example = "ethereum")
          @PathParam("chain")
          String chain,
      @Parameter(
              description = "The address of its contract, as of accounts.",
              example = "0xdAC17F958D2ee523a2206206994597C13D831ec7")
          @PathParam("contract")
          String contract,
      @Parameter(description = ReadInputs.BLOCK, example = "finalized") @QueryParam("block")
          @Nullable String block,
      @BeanParam AskedProof asked,
      @Context RoutingContext route) {
    ReadInputs inputs = new ReadInputs();
    Address which = inputs.address("contract", contract);
    BlockChoice at = inputs.block(block);
    boolean mustBeVerified = asked.mustBeVerified(inputs);
    boolean withProof = asked.isSent(inputs);
    inputs.check();
    return reader
        .read(
            asks.of(chain, Callers.leaveOf(route)),
            Objects.requireNonNull(which),
            at,
            mustBeVerified)
        .map(
            token ->
                // the facts may change while the block does not
                Answer.of(ChainTokenJson.of(token, withProof), CacheRule.LIVE)
                    .asOf(Times.format(token.anchor().time())));
  }
}
