/** The embedded stores, started for real. */
@NullMarked
package io.tapeline.ops.embedded;

import org.jspecify.annotations.NullMarked;
