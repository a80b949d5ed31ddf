/** Fees, as they are sent. */
@NullMarked
package io.tapeline.chain.json.fee;

import org.jspecify.annotations.NullMarked;
