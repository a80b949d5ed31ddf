package io.tapeline.chain.pool.app;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.pool.Swap;

/** A swap and the block that it is in. */
public record KeptSwap(BlockRef block, Swap swap) {}
