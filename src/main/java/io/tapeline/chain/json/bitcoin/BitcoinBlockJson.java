package io.tapeline.chain.json.bitcoin;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.follow.Depth;
import io.tapeline.chain.bitcoin.record.KeptBitcoinBlock;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.json.status.KindJson;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.http.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A stored block of Bitcoin, as it is sent. */
@Schema(name = "BitcoinBlock", description = "A block of Bitcoin, as it was known at a moment.")
public record BitcoinBlockJson(
    @Schema(description = "Its height.", examples = "840000") long number,
    @Schema(
            examples = "00000000839a8e6886ab5951d76f411475428afc90947ee320161bbf18eb6048",
            pattern = "^[0-9a-f]{64}$")
        String hash,
    @Schema(
            description = "Hash of the block before.",
            examples = "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
            pattern = "^[0-9a-f]{64}$")
        String parentHash,
    @Schema(description = "As the block says it.", examples = "2026-08-09T22:00:11.000Z")
        String time,
    @Schema(
            description = "How much harder than the easiest, as nodes print it.",
            examples = "86388558925171.02")
        BigDecimal difficulty,
    @Schema(
            description = "How many it has, the one that makes coins among them.",
            examples = "3050")
        int transactions,
    @Schema(description = "Bytes.", examples = "2325617") int size,
    @Schema(description = "At most 4,000,000.", examples = "3993281") int weight,
    @Schema(
            description = "What its transactions paid, satoshi; null where nodes do not tell.",
            examples = "3762561499",
            nullable = true)
        @Nullable Long feesSatoshi,
    @Schema(
            description =
                "What a tenth, a quarter, a half, three quarters and nine tenths of its weight paid"
                    + " at most, satoshi per virtual byte; null where nodes do not tell.",
            nullable = true)
        @Nullable List<String> feeRates,
    @Schema(
            description =
                "How sure it was that it stays, by depth: `safe` has 6 confirmations, `finalized`"
                    + " 100; null once it was taken back.",
            enumeration = {"latest", "safe", "finalized"},
            examples = "safe",
            nullable = true)
        @Nullable String finality,
    @Schema(
            description =
                "Blocks from it to the newest that was stored, both counted; 0 once it was taken"
                    + " back.",
            examples = "40")
        long confirmations,
    @Schema(
            description =
                "1 for the first block of this height that was recorded, one more for each that came"
                    + " in its place.",
            examples = "1")
        int revision,
    @Schema(description = "When it was recorded.", examples = "2026-08-09T22:00:12.123Z")
        String recordedAt,
    @Schema(
            description = "When it was taken back, since another came in its place; null if not.",
            nullable = true)
        @Nullable String withdrawnAt) {

  private static final ChainKind KIND = new ChainKind.Bitcoin(Network.MAINNET);

  /**
   * @param height of the newest block at the same moment
   */
  public static BitcoinBlockJson of(KeptBitcoinBlock kept, long height) {
    BlockRef block = kept.block();
    BlockFigures figures = kept.figures();
    BlockFigures.Fees fees = figures.fees();
    Instant withdrawn = kept.withdrawn();
    long confirmations = withdrawn == null ? height - block.number() + 1 : 0;
    return new BitcoinBlockJson(
        block.number(),
        KindJson.hash(KIND, block.hash()),
        KindJson.hash(KIND, block.parent()),
        Times.format(block.time()),
        kept.difficulty(),
        figures.transactions(),
        figures.size(),
        figures.weight(),
        fees == null ? null : fees.satoshi(),
        fees == null ? null : fees.percentiles().stream().map(BigDecimal::toPlainString).toList(),
        withdrawn == null ? Depth.finality(confirmations).toString() : null,
        confirmations,
        kept.revision(),
        Times.format(kept.recorded()),
        withdrawn == null ? null : Times.format(withdrawn));
  }
}
