/** The catalogue in memory: assets, and the markets that venues list. */
@NullMarked
package io.tapeline.catalog.app;

import org.jspecify.annotations.NullMarked;
