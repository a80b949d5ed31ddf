/** Checking saved answers, whole and changed. */
@NullMarked
package io.tapeline.signing.command;

import org.jspecify.annotations.NullMarked;
