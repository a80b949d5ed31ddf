/** Figures of blocks, as they are sent. */
@NullMarked
package io.tapeline.chain.json.metric;

import org.jspecify.annotations.NullMarked;
