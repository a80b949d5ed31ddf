/** Merkle-Patricia tries: built, proved and checked; accounts and storage as they stand in them. */
@NullMarked
package io.tapeline.chain.proof;

import org.jspecify.annotations.NullMarked;
