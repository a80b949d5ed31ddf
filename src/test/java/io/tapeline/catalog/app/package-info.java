/** The catalogue, filled and read. */
@NullMarked
package io.tapeline.catalog.app;

import org.jspecify.annotations.NullMarked;
