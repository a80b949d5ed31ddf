/** Tests of what every venue is to us. */
@NullMarked
package io.tapeline.exchange;

import org.jspecify.annotations.NullMarked;
