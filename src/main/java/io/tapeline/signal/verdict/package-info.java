/**
 * Signals: what strategies say of the closed candles up to a moment, why, and from what exactly.
 */
@NullMarked
package io.tapeline.signal.verdict;

import org.jspecify.annotations.NullMarked;
