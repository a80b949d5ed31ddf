/** Tests of the index price. */
@NullMarked
package io.tapeline.index;

import org.jspecify.annotations.NullMarked;
