/** Structured field values of HTTP: RFC 9651, without dates and display strings. */
@NullMarked
package io.tapeline.http.structured;

import org.jspecify.annotations.NullMarked;
