/** What can be asked for, and how it is written: {@code rsi(14),macd(12,26,9)}. */
@NullMarked
package io.tapeline.signal.choice;

import org.jspecify.annotations.NullMarked;
