/** Checks proofs of chains from the command line, without service or network. */
@NullMarked
package io.tapeline.chain.command;

import org.jspecify.annotations.NullMarked;
