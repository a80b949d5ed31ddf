/** Tests of who may ask, and how much. */
@NullMarked
package io.tapeline.access;

import org.jspecify.annotations.NullMarked;
