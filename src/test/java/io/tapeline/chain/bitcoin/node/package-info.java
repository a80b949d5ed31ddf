/** A chain that is mined here, and nodes that serve it over sockets as Bitcoin's do. */
@NullMarked
package io.tapeline.chain.bitcoin.node;

import org.jspecify.annotations.NullMarked;
