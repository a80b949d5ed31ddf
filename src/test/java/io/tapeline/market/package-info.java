/** Tests of the market's words. */
@NullMarked
package io.tapeline.market;

import org.jspecify.annotations.NullMarked;
