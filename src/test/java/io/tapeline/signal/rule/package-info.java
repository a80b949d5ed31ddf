/** Tests of rules given as data. */
@NullMarked
package io.tapeline.signal.rule;

import org.jspecify.annotations.NullMarked;
