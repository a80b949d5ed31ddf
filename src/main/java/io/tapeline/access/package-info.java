/** Who may ask, how much of what, and under which policy. */
@NullMarked
package io.tapeline.access;

import org.jspecify.annotations.NullMarked;
