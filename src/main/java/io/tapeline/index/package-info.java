/** The index price: one price for an asset from many markets, with what went into it. */
@NullMarked
package io.tapeline.index;

import org.jspecify.annotations.NullMarked;
