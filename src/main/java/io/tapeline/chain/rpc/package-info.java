/** Asks a node of any chain by HTTP, with JSON-RPC or without, and tells what is wrong with it. */
@NullMarked
package io.tapeline.chain.rpc;

import org.jspecify.annotations.NullMarked;
