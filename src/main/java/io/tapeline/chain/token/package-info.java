/**
 * ERC-20 tokens: where their contracts keep balances, what they answer when they are called, and
 * transfers.
 */
@NullMarked
package io.tapeline.chain.token;

import org.jspecify.annotations.NullMarked;
