/** Tests of fees. */
@NullMarked
package io.tapeline.chain.fee.app;

import org.jspecify.annotations.NullMarked;
