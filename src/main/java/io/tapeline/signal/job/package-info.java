/** Backtests as long work: what is asked for, read, tried and written down. */
@NullMarked
package io.tapeline.signal.job;

import org.jspecify.annotations.NullMarked;
