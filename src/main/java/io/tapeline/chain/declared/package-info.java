/** Chains and their nodes as the configuration declares them. */
@NullMarked
package io.tapeline.chain.declared;

import org.jspecify.annotations.NullMarked;
