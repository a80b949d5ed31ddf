package io.tapeline.chain.json.fee;

import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.fee.FeeReport;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.json.status.KindJson;
import io.tapeline.http.Times;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Fees of a chain, as they are sent. */
@Schema(name = "ChainFees", description = "What to offer to be in a block, and what was paid.")
public record FeesJson(
    @Schema(examples = "ethereum") String chain,
    @Schema(
            description = "`sandbox` where all of it is simulated, else `live`.",
            enumeration = {"live", "sandbox"},
            examples = "live")
        String feed,
    @Schema(
            description = "Of every fee here: 10⁹ wei for a unit of gas, or satoshis for a vbyte.",
            enumeration = {"gwei", "sat/vB"})
        String unit,
    @Schema(description = "The newest block that was looked at.", examples = "23456789")
        long number,
    @Schema(
            description = "That block's.",
            examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6")
        String hash,
    @Schema(description = "As the block says it.", examples = "2026-08-09T22:00:11.000Z")
        String time,
    @Schema(
            description = "How sure it is that the block stays; it is the newest.",
            enumeration = "latest",
            examples = "latest")
        String finality,
    @Schema(description = "Blocks from that one on, itself among them.", examples = "1")
        long confirmations,
    @Schema(description = "Whether nodes have not agreed for too long.") boolean stale,
    @Schema(
            description =
                "What everybody pays in the next block and nobody gets; null on chains without it.",
            examples = "1.25",
            nullable = true)
        @Nullable BigDecimal nextBaseFee,
    @Schema(
            description =
                "The same for a unit of gas of blobs; null on chains without it, and where its rule"
                    + " is not known.",
            examples = "0.000000001",
            nullable = true)
        @Nullable BigDecimal nextBlobBaseFee,
    @Schema(description = "What to offer, slowest first.") List<SuggestionJson> suggestions,
    @Schema(description = "Block by block, oldest first.") List<PaidJson> history,
    @Schema(description = "The nodes that said what was paid.", examples = "[\"a\",\"b\"]")
        List<String> saidBy) {

  public static FeesJson of(FollowedChain chain, FeeReport report, boolean stale) {
    BlockRef block = report.block();
    return new FeesJson(
        chain.name(),
        chain.kind().feed(),
        report.unit().toString(),
        block.number(),
        KindJson.hash(chain.kind(), block.hash()),
        Times.format(block.time()),
        Finality.LATEST.toString(),
        1,
        stale,
        report.nextBase(),
        report.nextBlobBase(),
        report.suggestions().stream()
            .map(suggestion -> SuggestionJson.of(suggestion, report.unit()))
            .toList(),
        report.history().stream().map(paid -> PaidJson.of(chain.kind(), paid)).toList(),
        report.by().stream().sorted().toList());
  }
}
