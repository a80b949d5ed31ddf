package io.tapeline.chain.json.status;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.http.Times;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A block of a chain, as it is sent. */
@Schema(name = "BlockRef", description = "Which block it is.")
public record BlockJson(
    @Schema(description = "Its height.", examples = "23456789") long number,
    @Schema(
            examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6",
            description = "Without 0x where it is of Bitcoin.",
            pattern = "^(0x)?[0-9a-f]{64}$")
        String hash,
    @Schema(
            description = "Hash of the block before.",
            examples = "0xb495a1d7e6663152ae92708da4843337b958146015a2802f4193a410044698c9",
            pattern = "^(0x)?[0-9a-f]{64}$")
        String parentHash,
    @Schema(description = "As the block says it.", examples = "2026-08-09T22:00:11.000Z")
        String time,
    @Schema(description = "Blocks between it and the newest.", examples = "64") long lagBlocks,
    @Schema(description = "Blocks from it to the newest, both among them.", examples = "65")
        long confirmations) {

  static @Nullable BlockJson of(@Nullable BlockRef block, BlockRef latest, ChainKind kind) {
    return block == null
        ? null
        : new BlockJson(
            block.number(),
            KindJson.hash(kind, block.hash()),
            KindJson.hash(kind, block.parent()),
            Times.format(block.time()),
            latest.number() - block.number(),
            latest.number() - block.number() + 1);
  }
}
