/** Backtests for tests of other packages. */
@NullMarked
package io.tapeline.signal.job;

import org.jspecify.annotations.NullMarked;
