/** Tests of the simulated chain's nodes over JSON-RPC. */
@NullMarked
package io.tapeline.sandbox.chain.rpc;

import org.jspecify.annotations.NullMarked;
