/** Fees in the running service, of each kind of chain. */
@NullMarked
package io.tapeline.chain.fee.app;

import org.jspecify.annotations.NullMarked;
