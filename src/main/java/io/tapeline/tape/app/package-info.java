/** The running tape: lanes that merge by received time, and those who follow it. */
@NullMarked
package io.tapeline.tape.app;

import org.jspecify.annotations.NullMarked;
