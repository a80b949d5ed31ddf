/** Figures of the chain. */
@NullMarked
package io.tapeline.chain.spv.series;

import org.jspecify.annotations.NullMarked;
