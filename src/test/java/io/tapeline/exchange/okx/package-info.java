/** Tests of OKX's frames and REST answers. */
@NullMarked
package io.tapeline.exchange.okx;

import org.jspecify.annotations.NullMarked;
