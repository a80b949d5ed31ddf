/** What all features share. */
@NullMarked
package io.tapeline.ops;

import org.jspecify.annotations.NullMarked;
