/** Tests of the running feeds. */
@NullMarked
package io.tapeline.exchange.app;

import org.jspecify.annotations.NullMarked;
