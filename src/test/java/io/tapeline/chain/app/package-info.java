/** Tests of asking many nodes. */
@NullMarked
package io.tapeline.chain.app;

import org.jspecify.annotations.NullMarked;
