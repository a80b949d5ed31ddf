package io.tapeline.chain.json.status;

import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.follow.Head;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A chain that is followed, as it is sent. */
@Schema(name = "Chain", description = "A chain that is followed, and the nodes that are asked.")
public record ChainJson(
    @Schema(description = "Its name here.", examples = "ethereum") String chain,
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
    @Schema(
            enumeration = {"evm", "bitcoin"},
            examples = "evm")
        String kind,
    @Schema(
            description = "Which of Bitcoin's networks; null for other chains.",
            enumeration = {"mainnet", "testnet3", "testnet4", "regtest"},
            examples = "mainnet",
            nullable = true)
        @Nullable String network,
    @Schema(
            description =
                "Number of the newest block that nodes agree on; null before there is one.",
            examples = "23456789",
            nullable = true)
        @Nullable Long latest,
    @Schema(description = "Whether nodes have not agreed for too long.") boolean stale,
    @Schema(
            description = "Why there is no newer head, in words; null where there is no reason.",
            nullable = true)
        @Nullable String because,
    @Schema(description = "So many nodes must say the same.", examples = "2") int quorum,
    @Schema(description = "So many blocks may be taken back at once.", examples = "64")
        int reorgDepth,
    List<NodeJson> nodes) {

  public static ChainJson of(ChainTracker tracker, boolean stale) {
    FollowedChain chain = tracker.chain();
    TrackedChain state = tracker.state();
    Head head = state.head();
    return new ChainJson(
        chain.name(),
        chain.kind().feed(),
        KindJson.chainId(chain.kind()),
        KindJson.kind(chain.kind()),
        KindJson.network(chain.kind()),
        head == null ? null : head.latest().number(),
        stale,
        state.problem(),
        chain.quorum().needed(),
        chain.reorgBlocks(),
        chain.nodes().states().stream().map(NodeJson::of).toList());
  }
}
