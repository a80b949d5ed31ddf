/** The market's own words: assets, instruments, venues, markets, trades, quotes, exact decimals. */
@NullMarked
package io.tapeline.market;

import org.jspecify.annotations.NullMarked;
