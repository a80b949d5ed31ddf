/** Tests against nodes over sockets. */
@NullMarked
package io.tapeline.chain.bitcoin.follow;

import org.jspecify.annotations.NullMarked;
