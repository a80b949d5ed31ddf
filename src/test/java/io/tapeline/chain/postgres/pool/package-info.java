/** What is stored of real contracts on a real node. */
@NullMarked
package io.tapeline.chain.postgres.pool;

import org.jspecify.annotations.NullMarked;
