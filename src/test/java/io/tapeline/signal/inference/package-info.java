/** Models at servers of their own, in processes of their own, over real sockets. */
@NullMarked
package io.tapeline.signal.inference;

import org.jspecify.annotations.NullMarked;
