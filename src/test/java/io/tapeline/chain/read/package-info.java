/** Reads of accounts, tokens and transactions, on real nodes that tests run. */
@NullMarked
package io.tapeline.chain.read;

import org.jspecify.annotations.NullMarked;
