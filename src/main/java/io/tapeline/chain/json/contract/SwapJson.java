package io.tapeline.chain.json.contract;

import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.Swap;
import io.tapeline.chain.pool.app.KeptSwap;
import io.tapeline.http.Times;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A swap, as it is sent. */
@Schema(name = "Swap", description = "A swap, and the block it is in.")
public record SwapJson(
    @Schema(description = "As the block says it.", examples = "2026-08-09T22:00:11.000Z")
        String time,
    @Schema(description = "Number of the block.", examples = "23456789") long block,
    @Schema(
            description = "That block's.",
            examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6")
        String hash,
    @Schema(
            description = "How sure it was that the block stays.",
            enumeration = {"latest", "safe", "finalized"},
            examples = "safe",
            nullable = true)
        @Nullable String finality,
    @Schema(description = "Blocks from that one on, itself among them.", examples = "64")
        long confirmations,
    @Schema(
            description = "Hash of the transaction.",
            examples = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060")
        String transaction,
    @Schema(description = "Among the logs of the block, from 0 on.", examples = "17") int log,
    @Schema(
            description =
                "What the swapper did with the base; null where the pool got or gave of both, or of"
                    + " nothing.",
            enumeration = {"buy", "sell"},
            examples = "buy",
            nullable = true)
        @Nullable String side,
    @Schema(
            description = "Of the base; null as long as decimals are not known.",
            examples = "1.5",
            nullable = true)
        @Nullable BigDecimal baseAmount,
    @Schema(description = "Of the quote, likewise.", examples = "4518.25", nullable = true)
        @Nullable BigDecimal quoteAmount,
    @Schema(
            description =
                "What was paid for one of the base, in the quote, with what the pool takes; 18"
                    + " significant digits, half-even.",
            examples = "3012.1666",
            nullable = true)
        @Nullable BigDecimal price,
    @Schema(
            description = "Who called the pool, mostly a router.",
            examples = "0x7a250d5630b4cf539739df2c5dacb4c659f2488d")
        String sender,
    @Schema(
            description = "Who got what the pool gave.",
            examples = "0x28c6c06298d514db089934071355e5743bf21d60")
        String recipient) {

  private static final MathContext DIGITS = new MathContext(18, RoundingMode.HALF_EVEN);

  public static SwapJson of(Pool pool, KeptSwap kept, @Nullable Standing standing) {
    long number = kept.block().number();
    Swap swap = kept.swap();
    BigInteger base = pool.isBaseFirst() ? swap.first() : swap.second();
    BigInteger quote = pool.isBaseFirst() ? swap.second() : swap.first();
    String side = side(base, quote);
    BigDecimal baseAmount = pool.base().amount(base.abs());
    BigDecimal quoteAmount = pool.quote().amount(quote.abs());
    return new SwapJson(
        Times.format(kept.block().time()),
        number,
        kept.block().hash().toString(),
        standing == null ? null : standing.of(number).toString(),
        standing == null ? 0 : standing.confirmations(number),
        swap.transaction().toString(),
        swap.log(),
        side,
        baseAmount,
        quoteAmount,
        side == null || baseAmount == null || quoteAmount == null
            ? null
            : quoteAmount.divide(baseAmount, DIGITS).stripTrailingZeros(),
        swap.sender().toString(),
        swap.recipient().toString());
  }

  private static @Nullable String side(BigInteger base, BigInteger quote) {
    if (base.signum() * quote.signum() >= 0) {
      return null;
    }
    return base.signum() < 0 ? "buy" : "sell";
  }
}
