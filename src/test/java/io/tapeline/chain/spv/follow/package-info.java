/** Chains of headers, mined here. */
@NullMarked
package io.tapeline.chain.spv.follow;

import org.jspecify.annotations.NullMarked;
