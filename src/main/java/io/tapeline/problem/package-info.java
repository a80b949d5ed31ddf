/**
 * Every failure that a caller can meet, each with a stable code; how it is sent is not said here.
 */
@NullMarked
package io.tapeline.problem;

import org.jspecify.annotations.NullMarked;
