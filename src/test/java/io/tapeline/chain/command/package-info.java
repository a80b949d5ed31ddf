/** Tests of checking proofs from the command line. */
@NullMarked
package io.tapeline.chain.command;

import org.jspecify.annotations.NullMarked;
