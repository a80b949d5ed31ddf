/** Nodes of chains like Ethereum, asked by JSON-RPC over HTTP. */
@NullMarked
package io.tapeline.chain.evm;

import org.jspecify.annotations.NullMarked;
