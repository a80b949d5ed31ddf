/** The sandbox as a program: one local server in the place of all venues, and its switches. */
@NullMarked
package io.tapeline.sandbox.app;

import org.jspecify.annotations.NullMarked;
