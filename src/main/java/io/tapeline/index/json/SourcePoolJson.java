package io.tapeline.index.json;

import io.tapeline.index.Source;
import io.tapeline.market.Decimal;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known beside of a source that is a pool, as it is sent. */
@Schema(
    name = "PriceSourcePool",
    description =
        "Only of a source that is a pool on a chain: which one, and the block up to which it was"
            + " heard.")
public record SourcePoolJson(
    @Schema(examples = "ethereum") String chain,
    @Schema(examples = "weth-usdc") String pool,
    @Schema(
            description = "Of the newest block; null if none is known.",
            examples = "23045678",
            nullable = true)
        @Nullable Long blockNumber,
    @Schema(
            description = "Of the same block.",
            examples = "0x0fbb7dfa2a1e1e3a1a3d4b0f5bb1d8ff2d3b3d64e5b1a9ec1f6f0f3f6c5b2a19",
            nullable = true)
        @Nullable String blockHash,
    @Schema(description = "Of so many blocks the value is the median.", examples = "5") int blocks,
    @Schema(
            type = SchemaType.STRING,
            format = "decimal",
            description =
                "What has to be swapped to move it by 2 %, in its own quote asset: the least behind"
                    + " one of these blocks.",
            examples = "412000.5",
            nullable = true)
        @Nullable Decimal depth) {

  static @Nullable SourcePoolJson of(Source source) {
    return switch (source) {
      case Source.OfMarket _ -> null;
      case Source.OfPool pool ->
          new SourcePoolJson(
              pool.pool().chain(),
              pool.pool().pool(),
              pool.number(),
              pool.hash(),
              pool.blocks(),
              pool.depth());
    };
  }
}
