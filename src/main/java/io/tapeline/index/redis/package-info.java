/** Newest prices in Redis, for other replicas and for whoever reads Redis. */
@NullMarked
package io.tapeline.index.redis;

import org.jspecify.annotations.NullMarked;
