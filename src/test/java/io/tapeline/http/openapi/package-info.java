/** The contract as released. */
@NullMarked
package io.tapeline.http.openapi;

import org.jspecify.annotations.NullMarked;
