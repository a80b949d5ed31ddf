/** Binance as the sandbox plays it: combined streams and REST v3. */
@NullMarked
package io.tapeline.sandbox.binance;

import org.jspecify.annotations.NullMarked;
