package io.tapeline.chain.pool.index;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.pool.PoolState;
import org.jspecify.annotations.Nullable;

/**
 * A stored block that is on the chain, and what a pool's price follows from behind it.
 *
 * @param state null if it is not known
 */
public record KeptEnd(BlockRef block, @Nullable PoolState state) {}
