/**
 * Tokens: balances and supplies by the slots that contracts keep them in, and what contracts say of
 * themselves.
 */
@NullMarked
package io.tapeline.chain.read.token;

import org.jspecify.annotations.NullMarked;
