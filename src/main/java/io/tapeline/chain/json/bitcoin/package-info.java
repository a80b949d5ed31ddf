/** Bitcoin's blocks and transactions, as they are sent. */
@NullMarked
package io.tapeline.chain.json.bitcoin;

import org.jspecify.annotations.NullMarked;
