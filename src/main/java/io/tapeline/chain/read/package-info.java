/** Reads accounts, tokens and transactions of chains, proved where they can be. */
@NullMarked
package io.tapeline.chain.read;

import org.jspecify.annotations.NullMarked;
