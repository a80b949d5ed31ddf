/** Tokens (JWT): made of keys and signed here, or signed by an issuer that the operator trusts. */
@NullMarked
package io.tapeline.access.token;

import org.jspecify.annotations.NullMarked;
