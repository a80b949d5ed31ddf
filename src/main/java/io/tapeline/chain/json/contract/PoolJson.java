package io.tapeline.chain.json.contract;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.PoolCheck;
import io.tapeline.chain.pool.PoolPrice;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.pool.app.KeptState;
import io.tapeline.http.Times;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A pool and its price, as it is sent. */
@Schema(name = "Pool", description = "A pool, its price, and the block behind which it became so.")
public record PoolJson(
    @Schema(description = "As the configuration names it.", examples = "usdc-weth") String pool,
    @Schema(examples = "0xb4e16d0168e52d35cacd2c6185b44281ec28c9dc") String address,
    @Schema(
            description = "How it makes its price; null as long as that is not known.",
            enumeration = {"v2", "v3"},
            examples = "v3",
            nullable = true)
        @Nullable String kind,
    @Schema(description = "The token whose price it is.", examples = "weth") String base,
    @Schema(description = "The token in which it is told.", examples = "usdc") String quote,
    @Schema(
            description =
                "What it takes of a swap, as a part of it. Null of v2, whose contracts do not say it, and"
                    + " where it is not known.",
            examples = "0.0005",
            nullable = true)
        @Nullable BigDecimal fee,
    @Schema(
            description =
                "Whether its contract has said that it is this pool of these tokens, since the service"
                    + " began.")
        boolean checked,
    @Schema(
            description =
                "What is wrong with it or its tokens by what their contracts say; null where nothing is"
                    + " known to be. Of a pool that is something else nothing is told.",
            examples =
                "weth has 8 decimals by the configuration, which is taken, and 18 by its contract",
            nullable = true)
        @Nullable String problem,
    @Schema(
            description =
                "Of one of the base, in the quote, 18 significant digits, half-even; what the pool takes"
                    + " for a swap is not in it. Null where it is not known, or nothing is in it.",
            examples = "3012.4512",
            nullable = true)
        @Nullable BigDecimal price,
    @Schema(
            description = "What the pool pays, in the quote, until its price is 2 % lower.",
            examples = "452272.73",
            nullable = true)
        @Nullable BigDecimal bidDepth,
    @Schema(
            description =
                "What it takes, in the quote, until its price is 2 % higher. Of v3 both are told as if what"
                    + " is offered around the price were offered so far.",
            examples = "447772.22",
            nullable = true)
        @Nullable BigDecimal askDepth,
    @Schema(
            description =
                "Number of the block behind which it became so; null where nothing is known.",
            examples = "23456789",
            nullable = true)
        @Nullable Long block,
    @Schema(
            description = "That block's.",
            examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6",
            nullable = true)
        @Nullable String hash,
    @Schema(
            description = "As the block says it.",
            examples = "2026-08-09T22:00:11.000Z",
            nullable = true)
        @Nullable String time,
    @Schema(
            description = "How sure it was that the block stays.",
            enumeration = {"latest", "safe", "finalized"},
            examples = "safe",
            nullable = true)
        @Nullable String finality,
    @Schema(
            description = "Blocks from that one on, itself among them.",
            examples = "64",
            nullable = true)
        @Nullable Long confirmations) {

  /**
   * @param problem null where none is known
   * @param kept null where nothing is known
   */
  public static PoolJson of(
      Pool pool,
      PoolCheck check,
      @Nullable String problem,
      @Nullable KeptState kept,
      @Nullable Standing standing) {
    PoolPrice price = kept == null ? null : price(pool, kept.state());
    BlockRef block = kept == null ? null : kept.block();
    return new PoolJson(
        pool.name(),
        pool.address().toString(),
        pool.kind() == null ? null : pool.kind().toString(),
        pool.base().symbol(),
        pool.quote().symbol(),
        check instanceof PoolCheck.Right right ? right.fee() : null,
        check instanceof PoolCheck.Right,
        problem,
        price == null ? null : price.price(),
        price == null ? null : price.bidDepth(),
        price == null ? null : price.askDepth(),
        block == null ? null : block.number(),
        block == null ? null : block.hash().toString(),
        block == null ? null : Times.format(block.time()),
        block == null || standing == null ? null : standing.of(block.number()).toString(),
        block == null || standing == null ? null : standing.confirmations(block.number()));
  }

  private static @Nullable PoolPrice price(Pool pool, PoolState state) {
    return Optional.of(pool)
        .filter(each -> each.base().decimals() != null && each.quote().decimals() != null)
        .flatMap(each -> PoolPrice.of(each, state))
        .orElse(null);
  }
}
