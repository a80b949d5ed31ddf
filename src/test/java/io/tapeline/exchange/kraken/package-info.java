/** Tests of Kraken. */
@NullMarked
package io.tapeline.exchange.kraken;

import org.jspecify.annotations.NullMarked;
