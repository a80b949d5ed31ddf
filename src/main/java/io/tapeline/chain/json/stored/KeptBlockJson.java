package io.tapeline.chain.json.stored;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.record.KeptBlock;
import io.tapeline.http.Times;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A stored block, as it is sent. */
@Schema(name = "Block", description = "A block of a chain, as it was known at a moment.")
public record KeptBlockJson(
    @Schema(description = "Its height.", examples = "23456789") long number,
    @Schema(
            examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6",
            pattern = "^0x[0-9a-f]{64}$")
        String hash,
    @Schema(
            description = "Hash of the block before.",
            examples = "0xb495a1d7e6663152ae92708da4843337b958146015a2802f4193a410044698c9",
            pattern = "^0x[0-9a-f]{64}$")
        String parentHash,
    @Schema(description = "As the block says it.", examples = "2026-08-09T22:00:11.000Z")
        String time,
    @Schema(
            description = "Whom its fees go to.",
            examples = "0x95222290dd7278aa3ddd389cc1e1d165cc4bafe5",
            pattern = "^0x[0-9a-f]{40}$")
        String miner,
    @Schema(examples = "17213456") long gasUsed,
    @Schema(examples = "45000000") long gasLimit,
    @Schema(
            type = SchemaType.STRING,
            description = "Wei for a unit of gas; null where blocks have none.",
            pattern = "^[0-9]+$",
            examples = "412345678",
            nullable = true)
        @Nullable String baseFee,
    @Schema(description = "Null where blocks have none.", examples = "786432", nullable = true)
        @Nullable Long blobGasUsed,
    @Schema(description = "Null where blocks have none.", examples = "0", nullable = true)
        @Nullable Long excessBlobGas,
    @Schema(description = "How many it has.", examples = "187") int transactions,
    @Schema(description = "What contracts told in its transactions.", examples = "512") int logs,
    @Schema(description = "How many it has.", examples = "16") int withdrawals,
    @Schema(
            description =
                "How sure it was that it stays: `finalized` by the chain's own rule, `safe`, or"
                    + " `latest`; null once it was taken back.",
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
    @Schema(description = "When it was recorded.", examples = "2026-08-09T22:00:12.123456Z")
        String recordedAt,
    @Schema(
            description = "When it was taken back, since another came in its place; null if not.",
            nullable = true)
        @Nullable String withdrawnAt) {

  /**
   * @param standing of the chain at the same moment; null if none of its blocks is known
   */
  public static KeptBlockJson of(KeptBlock kept, @Nullable Standing standing) {
    BlockRef block = kept.block();
    KeptBlock.Figures figures = kept.figures();
    Instant withdrawn = kept.withdrawn();
    BigInteger baseFee = figures.baseFee();
    Standing now = withdrawn == null ? standing : null;
    return new KeptBlockJson(
        block.number(),
        block.hash().toString(),
        block.parent().toString(),
        Times.format(block.time()),
        figures.miner().toString(),
        figures.gasUsed(),
        figures.gasLimit(),
        baseFee == null ? null : baseFee.toString(),
        figures.blobGasUsed(),
        figures.excessBlobGas(),
        figures.transactions(),
        figures.logs(),
        figures.withdrawals(),
        now == null ? null : now.of(block.number()).toString(),
        now == null ? 0 : now.confirmations(block.number()),
        kept.revision(),
        exact(kept.recorded()),
        withdrawn == null ? null : exact(withdrawn));
  }

  /** To be asked for with {@code as_of}. */
  private static String exact(Instant moment) {
    return Times.exact(ChronoUnit.NANOS.between(Instant.EPOCH, moment));
  }
}
