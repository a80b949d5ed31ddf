/** Tests of what imports share. */
@NullMarked
package io.tapeline.load;

import org.jspecify.annotations.NullMarked;
