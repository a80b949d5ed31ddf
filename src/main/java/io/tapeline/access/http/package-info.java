/** The door: each request shows who asks, and passes or is told why not. */
@NullMarked
package io.tapeline.access.http;

import org.jspecify.annotations.NullMarked;
