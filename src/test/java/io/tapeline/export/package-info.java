/** Files of rows. */
@NullMarked
package io.tapeline.export;

import org.jspecify.annotations.NullMarked;
