/** The sandbox over real sockets and HTTP. */
@NullMarked
package io.tapeline.sandbox.app;

import org.jspecify.annotations.NullMarked;
