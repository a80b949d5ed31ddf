/** Recorded sessions: raw frames and REST bodies with the times at which they were read. */
@NullMarked
package io.tapeline.exchange.recording;

import org.jspecify.annotations.NullMarked;
