/** Has the blocks of Bitcoin's networks stored, with what nodes agree on of them. */
@NullMarked
package io.tapeline.chain.bitcoin.record;

import org.jspecify.annotations.NullMarked;
