package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.http.Callers;
import io.tapeline.chain.Hash;
import io.tapeline.chain.json.read.AccountStateJson;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Asks;
import io.tapeline.chain.read.BlockChoice;
import io.tapeline.chain.read.account.AccountQuestion;
import io.tapeline.chain.read.account.AccountReader;
import io.tapeline.chain.read.account.AccountReading;
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
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts of chains, with proof. */
@Path("/v1/chains")
@Tag(name = "Chains")
public class ChainAccountsResource {

  static final int MAX_SLOTS = 64;
  static final int MAX_TOKENS = 20;

  private final Asks asks;
  private final AccountReader reader;

  @Inject
  public ChainAccountsResource(Asks asks, AccountReader reader) {
    this.asks = asks;
    this.reader = reader;
  }

  @GET
  @Path("{chain}/accounts/{address}")
  @Operation(
      operationId = "getChainAccount",
      summary = "An account of a chain, with proof",
      description =
          "Nonce, balance, code hash and storage, proved against the state root of a block that"
              + " enough nodes agree on (`eth_getProof`); whose nodes give the proof does not"
              + " matter. Balances of ERC-20 tokens by the slot in which their contracts keep them:"
              + " the slot is proved, `meaning` says from where it is known that it is the balance."
              + " What nobody proves is `verified: false` and says why. `proof` is what"
              + " `./tapeline verify` takes. `no_nodes` where no chain is followed.")
  @APIResponse(
      responseCode = "200",
      description = "The account, also where there is none: that is proved as well.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AccountStateJson.class)))
  @APIResponse(
      responseCode = "409",
      description = "`unprovable`: `require=verified`, and it can't be proved; `detail` says why.")
  public Uni<Answer> account(
      @Parameter(description = "A chain's name, in any case.", example = "ethereum")
          @PathParam("chain")
          String chain,
      @Parameter(
              description =
                  "0x and 40 hexadecimal digits; in both cases only with their checksum (EIP-55).",
              example = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045")
          @PathParam("address")
          String address,
      @Parameter(
              description = "Slots of its storage between commas, at most 64.",
              example = "0x0,0x1")
          @QueryParam("slots")
          @Nullable String slots,
      @Parameter(
              description = "Contracts of ERC-20 tokens between commas, at most 20.",
              example = "0xdAC17F958D2ee523a2206206994597C13D831ec7")
          @QueryParam("tokens")
          @Nullable String tokens,
      @Parameter(description = ReadInputs.BLOCK, example = "finalized") @QueryParam("block")
          @Nullable String block,
      @BeanParam AskedProof asked,
      @Context RoutingContext route) {
    ReadInputs inputs = new ReadInputs();
    Address whose = inputs.address("address", address);
    List<Hash> which = inputs.slots("slots", slots, MAX_SLOTS);
    List<Address> of = inputs.addresses("tokens", tokens, MAX_TOKENS);
    BlockChoice at = inputs.block(block);
    boolean mustBeVerified = asked.mustBeVerified(inputs);
    boolean withProof = asked.isSent(inputs);
    inputs.check();
    AccountQuestion question =
        new AccountQuestion(Objects.requireNonNull(whose), which, of, at, mustBeVerified);
    return reader
        .read(asks.of(chain, Callers.leaveOf(route)), question)
        .map(reading -> answer(reading, withProof));
  }

  private static Answer answer(AccountReading reading, boolean withProof) {
    return Answer.of(
            AccountStateJson.of(reading, withProof),
            reading.isSettled() ? CacheRule.IMMUTABLE : CacheRule.LIVE)
        .asOf(Times.format(reading.anchor().time()));
  }
}
