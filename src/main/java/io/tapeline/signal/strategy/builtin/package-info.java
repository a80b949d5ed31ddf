/** The strategies that there are, each a file. */
@NullMarked
package io.tapeline.signal.strategy.builtin;

import org.jspecify.annotations.NullMarked;
