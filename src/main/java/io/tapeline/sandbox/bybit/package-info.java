/** Bybit v5 spot as the sandbox plays it. */
@NullMarked
package io.tapeline.sandbox.bybit;

import org.jspecify.annotations.NullMarked;
