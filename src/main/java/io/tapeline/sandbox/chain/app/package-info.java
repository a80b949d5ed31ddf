/** The simulated chain's nodes in the running sandbox: over HTTP and WebSocket, with switches. */
@NullMarked
package io.tapeline.sandbox.chain.app;

import org.jspecify.annotations.NullMarked;
