/** Figures that follow from headers: hash rate and difficulty. */
@NullMarked
package io.tapeline.chain.spv.series;

import org.jspecify.annotations.NullMarked;
