/** Structured field values: against examples of RFC 9651 and broken ones. */
@NullMarked
package io.tapeline.http.structured;

import org.jspecify.annotations.NullMarked;
