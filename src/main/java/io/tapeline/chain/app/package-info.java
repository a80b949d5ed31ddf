/** Asks nodes of chains: many of one chain, whom to ask first, and what became of it. */
@NullMarked
package io.tapeline.chain.app;

import org.jspecify.annotations.NullMarked;
