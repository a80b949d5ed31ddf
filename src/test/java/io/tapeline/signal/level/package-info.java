/** Tests of levels. */
@NullMarked
package io.tapeline.signal.level;

import org.jspecify.annotations.NullMarked;
