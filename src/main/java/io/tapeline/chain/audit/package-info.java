/** Asks nodes of chains like Ethereum for what proves itself, wanted or not, to catch who lies. */
@NullMarked
package io.tapeline.chain.audit;

import org.jspecify.annotations.NullMarked;
