/** Signatures of answers: RFC 9421 with Ed25519, made and checked. */
@NullMarked
package io.tapeline.signing;

import org.jspecify.annotations.NullMarked;
