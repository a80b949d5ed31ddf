/** Tests of signals, against a second implementation among others. */
@NullMarked
package io.tapeline.signal.verdict;

import org.jspecify.annotations.NullMarked;
