/** Nodes of Bitcoin's networks and explorers of them, and what they can be asked. */
@NullMarked
package io.tapeline.chain.bitcoin.node;

import org.jspecify.annotations.NullMarked;
