/** Figures of blocks in the running service. */
@NullMarked
package io.tapeline.chain.metric.app;

import org.jspecify.annotations.NullMarked;
