/** Columns of figures, one for each bar, and what is made of them: the arithmetic of indicators. */
@NullMarked
package io.tapeline.signal.column;

import org.jspecify.annotations.NullMarked;
