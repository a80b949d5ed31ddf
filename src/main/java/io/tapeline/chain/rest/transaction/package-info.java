/** Transactions of chains, of each kind with its own proof. */
@NullMarked
package io.tapeline.chain.rest.transaction;

import org.jspecify.annotations.NullMarked;
