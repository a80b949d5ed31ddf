/** The entries of the catalogue, by what they speak of. */
@NullMarked
package io.tapeline.signal.indicator.family;

import org.jspecify.annotations.NullMarked;
