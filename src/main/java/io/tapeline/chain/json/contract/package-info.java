/** Tokens, transfers, pools and swaps, as they are sent. */
@NullMarked
package io.tapeline.chain.json.contract;

import org.jspecify.annotations.NullMarked;
