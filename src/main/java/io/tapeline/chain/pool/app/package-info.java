/** Pools in the running service. */
@NullMarked
package io.tapeline.chain.pool.app;

import org.jspecify.annotations.NullMarked;
