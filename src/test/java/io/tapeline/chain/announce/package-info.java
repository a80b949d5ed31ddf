/** Reorgs are told once to each who wants to hear of them. */
@NullMarked
package io.tapeline.chain.announce;

import org.jspecify.annotations.NullMarked;
