/** Answers what is asked of Bitcoin, with what proves it. */
@NullMarked
package io.tapeline.chain.bitcoin.read;

import org.jspecify.annotations.NullMarked;
