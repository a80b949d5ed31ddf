package io.tapeline.chain.spv.fee;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A fee rate, and what it was made from. All in satoshi per virtual byte.
 *
 * @param blocks within how many it should do
 * @param rate the highest of the two and of the least that nodes pass on, three decimals
 * @param byMempool what waits in front; null where nothing is known, or less waits than has room
 * @param byBlocks what recent blocks asked for; null where none are known
 */
public record FeeLevel(
    int blocks, BigDecimal rate, @Nullable BigDecimal byMempool, @Nullable BigDecimal byBlocks) {}
