/** Tests of what nodes agree on. */
@NullMarked
package io.tapeline.chain.quorum;

import org.jspecify.annotations.NullMarked;
