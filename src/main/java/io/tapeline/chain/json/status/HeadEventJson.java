package io.tapeline.chain.json.status;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a chain is, as it is told to those who watch it. */
@Schema(name = "ChainHeadEvent", description = "Of `head`: where nodes agree that the chain is.")
public record HeadEventJson(
    @Schema(examples = "ethereum") String chain,
    BlockJson latest,
    @Schema(description = "Null where none is known.", nullable = true) @Nullable BlockJson safe,
    @Schema(description = "Null where none is known.", nullable = true)
        @Nullable BlockJson finalized) {

  public static HeadEventJson of(FollowedChain chain, Head head) {
    ChainKind kind = chain.kind();
    BlockRef latest = head.latest();
    return new HeadEventJson(
        chain.name(),
        Objects.requireNonNull(BlockJson.of(latest, latest, kind)),
        BlockJson.of(head.safe(), latest, kind),
        BlockJson.of(head.finalized(), latest, kind));
  }
}
