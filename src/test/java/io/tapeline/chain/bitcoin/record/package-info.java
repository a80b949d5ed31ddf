/** Tests against nodes over sockets. */
@NullMarked
package io.tapeline.chain.bitcoin.record;

import org.jspecify.annotations.NullMarked;
