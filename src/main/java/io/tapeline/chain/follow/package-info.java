/** Follows a chain from head to head: what came, what was taken back, and what is missing. */
@NullMarked
package io.tapeline.chain.follow;

import org.jspecify.annotations.NullMarked;
