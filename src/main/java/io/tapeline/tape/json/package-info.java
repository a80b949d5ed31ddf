/** Trades as they are sent. */
@NullMarked
package io.tapeline.tape.json;

import org.jspecify.annotations.NullMarked;
