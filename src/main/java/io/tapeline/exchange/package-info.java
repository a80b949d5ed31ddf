/** What every venue is to us: a codec for its frames, a protocol for its sockets and REST. */
@NullMarked
package io.tapeline.exchange;

import org.jspecify.annotations.NullMarked;
