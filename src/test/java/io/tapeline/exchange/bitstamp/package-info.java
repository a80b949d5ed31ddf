/** Tests of Bitstamp's frames and REST answers. */
@NullMarked
package io.tapeline.exchange.bitstamp;

import org.jspecify.annotations.NullMarked;
