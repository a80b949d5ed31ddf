/**
 * What all imports share: which column says what, what is refused and why, how far an import is.
 */
@NullMarked
package io.tapeline.load;

import org.jspecify.annotations.NullMarked;
