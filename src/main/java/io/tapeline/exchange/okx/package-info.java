/** OKX v5: its sockets, its REST, its frames. */
@NullMarked
package io.tapeline.exchange.okx;

import org.jspecify.annotations.NullMarked;
