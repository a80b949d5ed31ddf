/** Tokens and their transfers in the running service. */
@NullMarked
package io.tapeline.chain.token.app;

import org.jspecify.annotations.NullMarked;
