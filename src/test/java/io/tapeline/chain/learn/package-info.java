/** Tests of what is learned of contracts, against real ones on a real node. */
@NullMarked
package io.tapeline.chain.learn;

import org.jspecify.annotations.NullMarked;
