/** Tests of fees. */
@NullMarked
package io.tapeline.chain.fee.gas;

import org.jspecify.annotations.NullMarked;
