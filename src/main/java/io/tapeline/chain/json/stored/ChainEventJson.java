package io.tapeline.chain.json.stored;

import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.json.status.KindJson;
import io.tapeline.chain.record.ChainEvent;
import io.tapeline.http.Times;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What has changed of the stored blocks of a chain, as it is sent. */
@Schema(
    name = "StoredChainEvent",
    description = "Of `block`, `withdrawn` and `finality`: what has changed of the stored blocks.")
public record ChainEventJson(
    @Schema(examples = "ethereum") String chain,
    @Schema(description = "When it was recorded.", examples = "2026-08-09T22:00:12.123456Z")
        String recordedAt,
    @Schema(
            description = "The block's height; null of `finality`.",
            examples = "23456789",
            nullable = true)
        @Nullable Long number,
    @Schema(
            description = "The block's; null of `finality`.",
            examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6",
            pattern = "^(0x)?[0-9a-f]{64}$",
            nullable = true)
        @Nullable String hash,
    @Schema(
            description = "Of the block before; null of `finality`.",
            examples = "0xb495a1d7e6663152ae92708da4843337b958146015a2802f4193a410044698c9",
            pattern = "^(0x)?[0-9a-f]{64}$",
            nullable = true)
        @Nullable String parentHash,
    @Schema(
            description = "As the block says it; null of `finality`.",
            examples = "2026-08-09T22:00:11.000Z",
            nullable = true)
        @Nullable String time,
    @Schema(description = "Up to where blocks are safe, where that changed.", nullable = true)
        @Nullable Long safe,
    @Schema(description = "Up to where blocks are final, where that changed.", nullable = true)
        @Nullable Long finalized) {

  public static ChainEventJson of(FollowedChain chain, ChainEvent event) {
    return switch (event) {
      case ChainEvent.Withdrawn(var place, var block) -> of(chain, place, block);
      case ChainEvent.Joined(var place, var block) -> of(chain, place, block);
      case ChainEvent.Settled(var place, Long safe, Long finalized) ->
          new ChainEventJson(
              chain.name(), recorded(place), null, null, null, null, safe, finalized);
    };
  }

  private static ChainEventJson of(FollowedChain chain, ChainEvent.Place place, BlockRef block) {
    return new ChainEventJson(
        chain.name(),
        recorded(place),
        block.number(),
        KindJson.hash(chain.kind(), block.hash()),
        KindJson.hash(chain.kind(), block.parent()),
        Times.format(block.time()),
        null,
        null);
  }

  private static String recorded(ChainEvent.Place place) {
    return Times.exact(place.micros() * 1_000);
  }
}
