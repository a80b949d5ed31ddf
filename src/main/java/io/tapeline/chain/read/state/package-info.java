/** Accounts and their storage with proof, or as nodes report them. */
@NullMarked
package io.tapeline.chain.read.state;

import org.jspecify.annotations.NullMarked;
