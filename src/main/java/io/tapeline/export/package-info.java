/** Files to take away: any kind of rows, in any format, made in the background. */
@NullMarked
package io.tapeline.export;

import org.jspecify.annotations.NullMarked;
