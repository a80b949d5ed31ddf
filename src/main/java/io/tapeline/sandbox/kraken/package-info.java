/** Kraken as the sandbox plays it: socket v2, REST. */
@NullMarked
package io.tapeline.sandbox.kraken;

import org.jspecify.annotations.NullMarked;
