/** What a simulated node answers over JSON-RPC, as real ones of Ethereum do. */
@NullMarked
package io.tapeline.sandbox.chain.rpc;

import org.jspecify.annotations.NullMarked;
