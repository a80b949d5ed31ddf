package io.tapeline.chain.json.read;

import io.tapeline.chain.read.Anchor;
import io.tapeline.http.Times;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The block that an answer stands on, as it is sent. */
@Schema(name = "ReadBlock", description = "The block that the answer speaks of.")
public record ReadBlockJson(
    @Schema(description = "Its height.", examples = "23456789") long number,
    @Schema(
            examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6",
            pattern = "^0x[0-9a-f]{64}$")
        String hash,
    @Schema(
            description = "What accounts and storage are proved against; from the header.",
            examples = "0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544",
            pattern = "^0x[0-9a-f]{64}$")
        String stateRoot,
    @Schema(description = "As the block says it.", examples = "2026-08-09T22:00:11.000Z")
        String time,
    @Schema(
            description = "How sure it is that the block stays, when it was asked.",
            enumeration = {"latest", "safe", "finalized"},
            examples = "finalized")
        String finality,
    @Schema(
            description =
                "Blocks from it to the newest, itself counted, when it was asked; 0 if it is not on"
                    + " the chain.",
            examples = "65")
        long confirmations,
    @Schema(description = "Whether enough nodes agree that the chain has this block.")
        boolean agreed) {

  static ReadBlockJson of(Anchor anchor) {
    return new ReadBlockJson(
        anchor.header().number(),
        anchor.hash().toString(),
        anchor.header().stateRoot().toString(),
        Times.format(anchor.time()),
        anchor.finality().toString(),
        anchor.confirmations(),
        anchor.doubt() == null);
  }
}
