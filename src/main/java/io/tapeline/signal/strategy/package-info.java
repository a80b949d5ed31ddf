/** Strategies: which figures each looks at, by which rule it weighs them, and who thought of it. */
@NullMarked
package io.tapeline.signal.strategy;

import org.jspecify.annotations.NullMarked;
