/** Tests of statistics. */
@NullMarked
package io.tapeline.signal.statistic;

import org.jspecify.annotations.NullMarked;
