/** Indicators in the running service: their candles are read, their figures computed. */
@NullMarked
package io.tapeline.signal.app;

import org.jspecify.annotations.NullMarked;
