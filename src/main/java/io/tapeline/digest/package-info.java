/** Digests of bytes. */
@NullMarked
package io.tapeline.digest;

import org.jspecify.annotations.NullMarked;
