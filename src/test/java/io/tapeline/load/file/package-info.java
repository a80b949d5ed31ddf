/** Files as they come, row by row. */
@NullMarked
package io.tapeline.load.file;

import org.jspecify.annotations.NullMarked;
