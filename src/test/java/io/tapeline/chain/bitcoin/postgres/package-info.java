/** Tests against nodes over sockets and a real database. */
@NullMarked
package io.tapeline.chain.bitcoin.postgres;

import org.jspecify.annotations.NullMarked;
