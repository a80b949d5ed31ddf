/** Tests against nodes over sockets. */
@NullMarked
package io.tapeline.chain.bitcoin.read;

import org.jspecify.annotations.NullMarked;
