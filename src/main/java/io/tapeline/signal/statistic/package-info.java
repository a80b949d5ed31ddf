/** What a stretch of closes says of return and risk. Plain numbers in, plain numbers out. */
@NullMarked
package io.tapeline.signal.statistic;

import org.jspecify.annotations.NullMarked;
