/** Follows one of Bitcoin's networks: every header is checked, and the most work wins. */
@NullMarked
package io.tapeline.chain.bitcoin.follow;

import org.jspecify.annotations.NullMarked;
