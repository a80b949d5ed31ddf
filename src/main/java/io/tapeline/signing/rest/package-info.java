/** Where the public keys are. */
@NullMarked
package io.tapeline.signing.rest;

import org.jspecify.annotations.NullMarked;
