/** Asks the contracts that the configuration names what they are, and what is in them. */
@NullMarked
package io.tapeline.chain.learn;

import org.jspecify.annotations.NullMarked;
