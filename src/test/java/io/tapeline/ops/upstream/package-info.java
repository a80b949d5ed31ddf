/** How upstreams that fail are treated. */
@NullMarked
package io.tapeline.ops.upstream;

import org.jspecify.annotations.NullMarked;
