/** Failures that callers meet. */
@NullMarked
package io.tapeline.problem;

import org.jspecify.annotations.NullMarked;
