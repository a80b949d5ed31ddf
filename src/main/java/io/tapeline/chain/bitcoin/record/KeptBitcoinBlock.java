package io.tapeline.chain.bitcoin.record;

import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.follow.BlockRef;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored block as it was known at a moment.
 *
 * @param id of its row
 * @param revision 1 for the first block of its height that was recorded
 * @param withdrawn when it was taken back; null if it was not by then
 */
public record KeptBitcoinBlock(
    long id,
    BlockRef block,
    BigDecimal difficulty,
    BlockFigures figures,
    int revision,
    Instant recorded,
    @Nullable Instant withdrawn) {}
