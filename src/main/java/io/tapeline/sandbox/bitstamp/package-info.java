/** Bitstamp as the sandbox plays it: socket v2 and REST v2. */
@NullMarked
package io.tapeline.sandbox.bitstamp;

import org.jspecify.annotations.NullMarked;
