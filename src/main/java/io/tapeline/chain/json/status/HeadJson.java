package io.tapeline.chain.json.status;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a chain is, as it is sent. */
@Schema(name = "ChainHead", description = "The newest, the safe and the final block of a chain.")
public record HeadJson(
    @Schema(examples = "ethereum") String chain,
    @Schema(
            description = "`sandbox` where all of it is simulated, else `live`.",
            enumeration = {"live", "sandbox"},
            examples = "live")
        String feed,
    @Schema(
            description = "The chain's own number (EIP-155); null where it has none.",
            examples = "1",
            nullable = true)
        @Nullable Long chainId,
    @Schema(description = "The newest block that enough nodes agree on; it may be taken back.")
        BlockJson latest,
    @Schema(
            description = "Unlikely to be taken back; null where the chain has none.",
            nullable = true)
        @Nullable BlockJson safe,
    @Schema(
            description = "Stays, by the chain's own rule; null where the chain has none.",
            nullable = true)
        @Nullable BlockJson finalized,
    @Schema(
            description =
                "What makes a block safe and final: `protocol`, as nodes say it; `depth`, where the"
                    + " chain has no such rule: safe has 6 confirmations, final 100.",
            enumeration = {"protocol", "depth"},
            examples = "protocol")
        String finality,
    @Schema(description = "Whether nodes have not agreed for too long.") boolean stale,
    @Schema(
            description = "Why there is no newer head, in words; null where there is no reason.",
            nullable = true)
        @Nullable String because,
    @Schema(description = "The nodes that agreed on the newest.", examples = "[\"a\",\"b\"]")
        List<String> agreedBy,
    @Schema(
            description = "How often blocks were taken back since the service began.",
            examples = "3")
        long reorgs,
    @Schema(description = "Blocks that were taken back at once at most.", examples = "1")
        int deepestReorg,
    @Schema(description = "All nodes that are asked.") List<NodeJson> nodes) {

  /**
   * @param state with a head
   */
  public static HeadJson of(ChainTracker tracker, TrackedChain state, boolean stale) {
    Head head = Objects.requireNonNull(state.head());
    BlockRef latest = head.latest();
    ChainKind kind = tracker.chain().kind();
    return new HeadJson(
        tracker.chain().name(),
        kind.feed(),
        KindJson.chainId(kind),
        Objects.requireNonNull(BlockJson.of(latest, latest, kind)),
        BlockJson.of(head.safe(), latest, kind),
        BlockJson.of(head.finalized(), latest, kind),
        KindJson.finality(kind),
        stale,
        state.problem(),
        state.by().stream().sorted().toList(),
        state.reorgs(),
        state.deepestReorg(),
        tracker.chain().nodes().states().stream().map(NodeJson::of).toList());
  }
}
