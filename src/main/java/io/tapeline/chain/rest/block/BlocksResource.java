package io.tapeline.chain.rest.block;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.app.OfKind;
import io.tapeline.chain.json.bitcoin.AnyBlockJson;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.chain.record.BlockQuery;
import io.tapeline.chain.rest.AskedChain;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Paging;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Blocks of chains as they are stored, also as they were known before a reorg. */
@Path("/v1/chains")
@Tag(name = "Chains", description = "What nodes of chains agree on.")
public class BlocksResource {

  private final HeadReader heads;
  private final BlockHistory history;
  private final List<ChainBlocks> kinds;

  @Inject
  public BlocksResource(HeadReader heads, BlockHistory history, @All List<ChainBlocks> kinds) {
    this.heads = heads;
    this.history = history;
    this.kinds = kinds;
  }

  @GET
  @Path("{chain}/blocks")
  @Operation(
      operationId = "listBlocks",
      summary = "Blocks of a chain",
      description =
          "Blocks that were stored while the chain was followed, the highest first. Of each height"
              + " the one that was on the chain; with `withdrawn=true` also those that stood there"
              + " before and were taken back. With `as_of`, what was known by then: the same"
              + " question has the same answer, also after a reorg. `finality` and `confirmations`"
              + " are of that moment as well.")
  @APIResponse(
      responseCode = "200",
      description = "A page of blocks.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = AnyBlockJson.class)))
  @APIResponse(responseCode = "410", description = AskedChain.GONE)
  @APIResponse(
      responseCode = "503",
      description =
          "`store_unavailable`: the database does not answer; try again. `no_nodes`: no chain is"
              + " followed.")
  public Uni<Answer> list(
      @Parameter(description = "A chain's name, in any case.", example = "ethereum")
          @PathParam("chain")
          String chain,
      @BeanParam AskedBlocks asked) {
    Inputs inputs = new Inputs();
    Long known = inputs.timeNanos("as_of", asked.asOf());
    String list = "chains/%s/blocks?%s&%s".formatted(chain, asked.from(), asked.to());
    Paging paging = inputs.paging(list + "&" + asked.withdrawn(), asked.limit(), asked.cursor());
    BlockQuery query = asked.read(inputs, chain, paging);
    inputs.check();
    String name = heads.require(chain).chain().name();
    ChainBlocks blocks = OfKind.of(kinds, name, "Blocks");
    CacheRule cache = known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
    return AsOf.answer(
        history.horizon(), known, moment -> blocks.page(query.of(name), paging, moment, cache));
  }
}
