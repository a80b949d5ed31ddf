/** Indicators and strategies as they are sent. */
@NullMarked
package io.tapeline.signal.json;

import org.jspecify.annotations.NullMarked;
