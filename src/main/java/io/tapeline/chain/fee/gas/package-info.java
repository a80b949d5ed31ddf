/** Fees of chains like Ethereum: base fees by their rules, blobs, and what is paid on top. */
@NullMarked
package io.tapeline.chain.fee.gas;

import org.jspecify.annotations.NullMarked;
