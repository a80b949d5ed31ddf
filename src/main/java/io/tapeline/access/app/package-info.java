/** Who asks and how much they may: keys as they are known, limits as they are shared. */
@NullMarked
package io.tapeline.access.app;

import org.jspecify.annotations.NullMarked;
