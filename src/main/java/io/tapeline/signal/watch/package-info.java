/** What is judged, for the first time or anew, once candles were stored. */
@NullMarked
package io.tapeline.signal.watch;

import org.jspecify.annotations.NullMarked;
