/** Fee estimates. */
@NullMarked
package io.tapeline.chain.spv.fee;

import org.jspecify.annotations.NullMarked;
