/** Tests against a real node, and one that fails as nodes do. */
@NullMarked
package io.tapeline.chain.declared;

import org.jspecify.annotations.NullMarked;
