/**
 * What nodes and explorers of Bitcoin answer, by JSON-RPC and by Esplora's HTTP, read into the
 * words of {@code chain.spv} and checked on the way: hashes must follow from what they are said to
 * be of.
 */
@NullMarked
package io.tapeline.chain.bitcoin;

import org.jspecify.annotations.NullMarked;
