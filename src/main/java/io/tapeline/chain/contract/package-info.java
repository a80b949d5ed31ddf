/** How contracts of chains like Ethereum are asked, and what they tell. */
@NullMarked
package io.tapeline.chain.contract;

import org.jspecify.annotations.NullMarked;
