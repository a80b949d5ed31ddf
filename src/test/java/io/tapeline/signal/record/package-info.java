/** Tests of records of strategies. */
@NullMarked
package io.tapeline.signal.record;

import org.jspecify.annotations.NullMarked;
