package io.tapeline.chain.pool.app;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.pool.PoolState;

/** What a pool's price follows from, and the block behind which it became so. */
public record KeptState(BlockRef block, PoolState state) {}
