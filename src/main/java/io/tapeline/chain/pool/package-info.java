/** Pools of Uniswap's kinds: what is in them, their prices, and who swapped. */
@NullMarked
package io.tapeline.chain.pool;

import org.jspecify.annotations.NullMarked;
