/** Signatures as they come over the wire. */
@NullMarked
package io.tapeline.signing.http;

import org.jspecify.annotations.NullMarked;
