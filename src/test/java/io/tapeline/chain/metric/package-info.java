/** Tests of figures of blocks. */
@NullMarked
package io.tapeline.chain.metric;

import org.jspecify.annotations.NullMarked;
