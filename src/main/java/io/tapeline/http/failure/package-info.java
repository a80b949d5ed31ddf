/** Failures outside resources, and a page for each problem. */
@NullMarked
package io.tapeline.http.failure;

import org.jspecify.annotations.NullMarked;
