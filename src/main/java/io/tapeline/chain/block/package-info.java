/** Blocks of EVM chains: headers, transactions, receipts and withdrawals as they are hashed. */
@NullMarked
package io.tapeline.chain.block;

import org.jspecify.annotations.NullMarked;
