package io.tapeline.chain.rest.transaction;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.http.Callers;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.app.OfKind;
import io.tapeline.chain.json.bitcoin.AnyTransactionJson;
import io.tapeline.chain.rest.AskedProof;
import io.tapeline.chain.rest.ReadInputs;
import io.tapeline.http.Answer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Transactions of chains, with proof. */
@Path("/v1/chains")
@Tag(name = "Chains")
public class ChainTransactionsResource {

  private final HeadReader heads;
  private final List<ChainTransactions> kinds;

  @Inject
  public ChainTransactionsResource(HeadReader heads, @All List<ChainTransactions> kinds) {
    this.heads = heads;
    this.kinds = kinds;
  }

  @GET
  @Path("{chain}/transactions/{id}")
  @Operation(
      operationId = "getChainTransaction",
      summary = "A transaction of a chain, with proof",
      description =
          "A transaction, its receipt, and the block that they are in. That they are is proved by"
              + " building the block's tries again from all that it has; that the chain has the"
              + " block is what enough nodes agree on. One that waits for a block is `pending`."
              + " Of Bitcoin: its Merkle branch, the block's header, and headers on it whose work is"
              + " checked; `unknown_transaction` also where it is in no block yet."
              + " `unknown_transaction` says how many nodes do not know it. `no_nodes` where no"
              + " chain is followed.")
  @APIResponse(
      responseCode = "200",
      description = "The transaction.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AnyTransactionJson.class)))
  @APIResponse(
      responseCode = "409",
      description = "`unprovable`: `require=verified`, and its block is not on the chain.")
  public Uni<Answer> transaction(
      @Parameter(description = "A chain's name, in any case.", example = "ethereum")
          @PathParam("chain")
          String chain,
      @Parameter(
              description = "Its hash: 64 hexadecimal digits, with 0x or without.",
              example = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060")
          @PathParam("id")
          String id,
      @BeanParam AskedProof proof,
      @Parameter(
              description = "Of Bitcoin: so many headers on its block, fewer where there are not.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "0",
                      maximum = "2016",
                      defaultValue = "6"))
          @QueryParam("headers")
          @Nullable String headers,
      @Context RoutingContext route) {
    ReadInputs inputs = new ReadInputs();
    Hash which = inputs.nakedHash("id", id);
    boolean mustBeVerified = proof.mustBeVerified(inputs);
    boolean withProof = proof.isSent(inputs);
    int count = inputs.headers("headers", headers);
    inputs.check();
    AskedTransaction asked =
        new AskedTransaction(
            Callers.leaveOf(route),
            Objects.requireNonNull(which),
            mustBeVerified,
            withProof,
            count);
    String name = heads.require(chain).chain().name();
    return OfKind.of(kinds, name, "Transactions").transaction(name, asked);
  }
}
