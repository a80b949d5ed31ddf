/** Tests against a real node, and one that fails as nodes do. */
@NullMarked
package io.tapeline.chain.evm;

import org.jspecify.annotations.NullMarked;
