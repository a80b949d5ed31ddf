/** Checks saved answers from the command line, without the service. */
@NullMarked
package io.tapeline.signing.command;

import org.jspecify.annotations.NullMarked;
