/** What to pay for a place in one of the next blocks. */
@NullMarked
package io.tapeline.chain.spv.fee;

import org.jspecify.annotations.NullMarked;
