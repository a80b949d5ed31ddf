package io.tapeline.chain.pool.index;

import io.tapeline.index.PoolId;

/**
 * A pool that is a source of an index.
 *
 * @param id with the assets that its tokens stand for; its name is that of the configuration
 * @param freshNanos the newest block is to be so old at most
 */
public record IndexedPool(PoolId id, long freshNanos) {}
