/** The service: where it starts. */
@NullMarked
package io.tapeline;

import org.jspecify.annotations.NullMarked;
