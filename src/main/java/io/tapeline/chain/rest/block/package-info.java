/** Stored blocks of chains, of each kind in its own form. */
@NullMarked
package io.tapeline.chain.rest.block;

import org.jspecify.annotations.NullMarked;
