/** Prices and quotes as they are sent. */
@NullMarked
package io.tapeline.index.json;

import org.jspecify.annotations.NullMarked;
