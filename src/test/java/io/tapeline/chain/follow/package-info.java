/** Tests of following a chain. */
@NullMarked
package io.tapeline.chain.follow;

import org.jspecify.annotations.NullMarked;
